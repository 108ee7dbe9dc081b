import { relativePath } from './file-path.ts';
import { listOf, nothing } from './offer-list.ts';
import type { Offers, RungOffer } from './offers.ts';
import { isProtected } from './protected-paths.ts';
import { formatRule } from './rule.ts';

/** Where a file stands. */
export interface FilePlace {
  /** The folder the session was started in. */
  readonly folder: string;
  readonly path: string;
}

const ODD_PATH = 'A rule can’t name this path without fitting other files too.';

/** What may be offered for changing one file. `Edit(…)` covers writing it too, and reading it (measured). */
export function changeOffers(place: FilePlace): Offers {
  const allow = `changes to ${nameOf(place)} (and reading it)`;
  return {
    allow: isProtected(place.path)
      ? nothing('Claude Code always asks before it changes this file, whatever the rules say.')
      : listOf(fileOffer('Edit', allow, place), ODD_PATH),
    deny: listOf(fileOffer('Edit', `changes to ${nameOf(place)}`, place), ODD_PATH),
  };
}

/** What may be offered for reading one file. Denying it also denies changing it (measured). */
export function readOffers(place: FilePlace): Offers {
  const name = nameOf(place);
  return {
    allow: listOf(fileOffer('Read', `reading ${name}`, place), ODD_PATH),
    deny: listOf(fileOffer('Read', `reading ${name} (and changing it)`, place), ODD_PATH),
  };
}

function nameOf({ folder, path }: FilePlace): string {
  return relativePath(folder, path) ?? path;
}

/** The rule for one file: `/…` is read from the project's folder, `//…` from the root (measured). */
function fileOffer(
  tool: 'Edit' | 'Read',
  reach: string,
  { folder, path }: FilePlace,
): readonly RungOffer[] {
  if (!isPlainPath(path)) return [];
  const inside = relativePath(folder, path);
  const rule = (content: string): readonly string[] => [
    formatRule({ tool, content: escape(content) }),
  ];
  const anywhere = rule(`/${path}`);
  const project = inside === null ? anywhere : rule(`/${inside}`);
  return [
    { rung: 'file', reach, warning: null, rules: { project, local: anywhere, user: anywhere } },
  ];
}

/** Rules are patterns as in a .gitignore file, where these mean something, and there is no plain way out. */
function isPlainPath(path: string): boolean {
  if (!/^\/[^/]/.test(path) || /[*?!#{}\\~]/.test(path)) return false;
  return path
    .slice(1)
    .split('/')
    .every((part) => part !== '' && part === part.trim() && part !== '.' && part !== '..');
}

function escape(path: string): string {
  return path.replace(/[[\]]/g, String.raw`\$&`);
}
