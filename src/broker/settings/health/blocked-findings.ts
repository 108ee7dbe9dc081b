import type { Finding } from '../../../protocol/desk.ts';
import { hookUrl } from '../../../protocol/hook-endpoint.ts';
import type { Place } from './places.ts';

/** What in the settings keeps Claude Code from calling our hook in a place. */
export function blockedFindings(place: Place, port: number): readonly Finding[] {
  return [...disabled(place), ...managedOnly(place), ...notAllowed(place, hookUrl(port))];
}

/** The value of highest precedence counts (measured: a project's `false` beats the user's `true`). */
function disabled({ sources }: Place): readonly Finding[] {
  const deciding = sources.find(({ view }) => view.disableAllHooks !== undefined);
  if (deciding?.view.disableAllHooks !== true) return [];
  return [
    {
      id: 'hooks-disabled',
      severity: 'error',
      title: 'Hooks are switched off',
      detail: `${deciding.file} sets "disableAllHooks", so Claude Code never asks here. Take that line out.`,
      file: deciding.file,
      fix: null,
    },
  ];
}

function managedOnly({ sources }: Place): readonly Finding[] {
  const managed = sources.find(({ scope }) => scope === 'managed');
  if (managed?.view.allowManagedHooksOnly !== true || managed.hooks.length > 0) return [];
  return [
    {
      id: 'managed-hooks-only',
      severity: 'error',
      title: "Only your organisation's hooks run",
      detail: `${managed.file} allows no other hooks ("allowManagedHooksOnly"), so Claude Code never asks here. Ask whoever looks after this machine to add Countersign's hook there.`,
      file: managed.file,
      fix: null,
    },
  ];
}

/** The lists of all files add up (documented by Claude Code); an empty one alone allows nothing. */
function notAllowed({ sources }: Place, url: string): readonly Finding[] {
  const lists = sources.filter(({ view }) => view.allowedHttpHookUrls !== undefined);
  const patterns = lists.flatMap(({ view }) => view.allowedHttpHookUrls ?? []);
  const [first] = lists;
  if (first === undefined || patterns.some((pattern) => matches(pattern, url))) return [];
  return [
    {
      id: 'url-not-allowed',
      severity: 'error',
      title: "The hook's address is not allowed",
      detail: `${first.file} lists the addresses hooks may call ("allowedHttpHookUrls"), and ours is not among them. Add "${url}" to that list.`,
      file: first.file,
      fix: null,
    },
  ];
}

/** `*` stands for any text, also with slashes (measured: `http://127.0.0.1:*` matches ours). */
function matches(pattern: string, url: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(url);
}
