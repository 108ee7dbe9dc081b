import type { Finding } from '../../../protocol/desk.ts';
import { authorizationOf, type FoundHook } from '../hook/find-hooks.ts';
import { HOOK_TIMEOUT_SECONDS } from '../../../protocol/hook-endpoint.ts';
import { hookAuthorization, type HookTarget } from '../hook/hook-entry.ts';
import type { Place } from './places.ts';
import type { Source } from './read-source.ts';

/** What is wrong with the hooks of ours in a file, against what they should be. */
export function hookFindings(
  { hooks, file, scope }: Source,
  target: HookTarget,
): readonly Finding[] {
  const fix = scope === 'managed' ? null : 'Update the hook';
  return hooks.flatMap((hook) => [
    ...portFinding(hook, file, fix, target),
    ...tokenFinding(hook, file, fix, target),
    ...timeoutFinding(hook, file, fix),
  ]);
}

function portFinding(
  { port }: FoundHook,
  file: string,
  fix: string | null,
  target: HookTarget,
): readonly Finding[] {
  if (port === target.port) return [];
  return [
    {
      id: 'hook-port-differs',
      severity: 'error',
      title: 'The hook calls another port',
      detail: `The hook in ${file} calls port ${port}, but Countersign listens on ${target.port}. Update the hook, or set countersign.port to ${port}.`,
      file,
      fix,
    },
  ];
}

function tokenFinding(
  { handler }: FoundHook,
  file: string,
  fix: string | null,
  target: HookTarget,
): readonly Finding[] {
  if (authorizationOf(handler)?.value === hookAuthorization(target.token)) return [];
  return [
    {
      id: 'hook-token-differs',
      severity: 'error',
      title: 'The hook has another key',
      detail: `The hook in ${file} does not carry the key that Countersign expects, so its questions are refused. Update the hook.`,
      file,
      fix,
    },
  ];
}

/** Without a timeout Claude Code waits ten minutes (measured). */
const defaultTimeoutSeconds = 600;

function timeoutFinding(
  { handler }: FoundHook,
  file: string,
  fix: string | null,
): readonly Finding[] {
  const { timeout } = handler;
  const seconds = typeof timeout === 'number' ? timeout : defaultTimeoutSeconds;
  if (seconds >= HOOK_TIMEOUT_SECONDS) return [];
  return [
    {
      id: 'hook-timeout-short',
      severity: 'warning',
      title: 'Claude Code stops waiting early',
      detail: `The hook in ${file} lets Claude Code wait for your answer for ${seconds} seconds only. Update the hook to make it a day.`,
      file,
      fix,
    },
  ];
}

/** Whether a file holds the hook through which Claude Code brings its own questions here. */
export function hasAskingHook({ hooks }: Source): boolean {
  return hooks.some(({ event }) => event === 'PermissionRequest');
}

/** Where no hook of ours is read: one finding if that is everywhere, else one a folder. */
export function missingHookFindings(
  places: readonly Place[],
  userFile: string,
): readonly Finding[] {
  const without = places.filter(({ sources }) => !sources.some(hasAskingHook));
  const common = { id: 'hook-missing', file: userFile, fix: 'Connect' } as const;
  if (without.length === places.length) {
    return [
      {
        ...common,
        severity: 'error',
        title: 'Claude Code is not connected',
        detail:
          'Claude Code does not know yet that it can ask here. Connect adds one hook to its settings, and shows you the change first.',
      },
    ];
  }
  return without.map(({ folder }) => ({
    ...common,
    severity: 'warning',
    title: "One folder isn't connected",
    detail: `Sessions in ${folder ?? 'other folders'} don't ask here: only another folder's settings have the hook. Connect adds it to your own settings, for every folder.`,
  }));
}
