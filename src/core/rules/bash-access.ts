import type { Redirect, SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { argumentFiles } from './bash-argument-files.ts';
import { deniedPlace, programText } from './bash-denied-wrappers.ts';
import { leadsBack } from './bash-moved-files.ts';
import type { ArgumentFiles } from './bash-named-files.ts';
import { innerPlace } from './bash-spellings.ts';

/** A file that a command reaches for, as Claude Code sees it. */
export interface CommandAccess {
  readonly kind: 'read' | 'edit';
  /** Null where it is only known when the command runs, or can't be told. */
  readonly path: string | null;
  /** As written. */
  readonly text: string;
  /** Whether it was asked for by a redirection, not by an argument. */
  readonly redirected: boolean;
  /** Whether it matters to rules to deny alone: nothing has to allow it. */
  readonly isOnlyDenied: boolean;
  /** Whether options of the command make it unclear which files it changes. */
  readonly isUnclear: boolean;
}

/** The files that a command's redirections open. */
export function redirectAccesses(redirects: readonly Redirect[]): readonly CommandAccess[] {
  return redirects.flatMap((redirect) => {
    if (redirect.kind !== 'file' || redirect.target.value === '/dev/null') return [];
    const { target, operator, access } = redirect;
    const kind = access === 'read' ? 'read' : 'edit';
    const path = operator === '<>' ? null : redirectedPath(target, kind);
    const opened: CommandAccess = {
      kind,
      path: path === null || leadsBack(path) ? null : path,
      text: `${operator} ${target.text}`,
      redirected: true,
      isOnlyDenied: false,
      isUnclear: false,
    };
    // Rules to deny compare a pattern letter by letter all the same (measured).
    const pattern = path === null ? patternIn(target) : null;
    return pattern === null ? [opened] : [opened, { ...opened, path: pattern, isOnlyDenied: true }];
  });
}

/** The files of a command that runs in a folder which may be another one than that of the session. */
export function placedAt(
  folder: string,
  cwd: string,
  accesses: readonly CommandAccess[],
): readonly CommandAccess[] {
  if (folder === cwd) return accesses;
  return accesses.map((access) => {
    const { path } = access;
    const isRelative = path !== null && !/^(\/|~(\/|$))/.test(path);
    return isRelative ? { ...access, path: `${folder}/${path}` } : access;
  });
}

/** The path behind a redirection, where it is one that Claude Code compares with rules (measured). */
function redirectedPath({ text, value, traits }: ShellWord, kind: 'read' | 'edit'): string | null {
  if (/^"\$HOME\/[^$`"\\*?{}]*"$/.test(text)) return homePath(text);
  if (value !== null)
    return (kind === 'read' ? ODD_TO_READ : ODD_TO_WRITE).test(value) ? null : value;
  return kind === 'read' && /^~(\/|$)/.test(text) && !traits.has('glob') ? text : null;
}

/** Letters of a path, quoted or not, that might mean something else to a shell. */
const ODD_TO_READ = /^!|[$`*?]|\[.*\]/;
const ODD_TO_WRITE = /^(!|~|\/\/)|[$`*?{}]|\[.*\]/;

/** A word that is a pattern, or would be one without its quotes; null for any other. */
function patternIn({ text, value, traits }: ShellWord): string | null {
  const name = value ?? ([...traits].every((trait) => trait === 'glob') ? text : null);
  return name !== null && /[*?]|\[.*\]/.test(name) ? name : null;
}

/** The files that a command names among its arguments, where Claude Code looks at them (measured). */
export function argumentAccesses(command: SimpleCommand): readonly CommandAccess[] {
  const { words } = command;
  const at = innerPlace(command);
  const further = deniedPlace(words, at);
  const named = namedFrom(words, at);
  const behind = further === at ? [] : namedFrom(words, further);
  return [...named, ...behind];
}

function namedFrom(words: readonly ShellWord[], at: number): readonly CommandAccess[] {
  return argumentFiles(programText(words[at]), words.slice(at + 1)).flatMap(accesses);
}

function accesses(files: ArgumentFiles): readonly CommandAccess[] {
  const { kind, words, isOnlyDenied, isUnclear } = files;
  const found = words.map((word) => ({
    kind,
    path: pathIn(files, word),
    text: word.text,
    redirected: false,
    isOnlyDenied,
    isUnclear,
  }));
  return found.filter(({ path }) => path !== '/dev/stdin' && path !== '-');
}

function pathIn({ kind, isUnclear, isOnlyDenied }: ArgumentFiles, word: ShellWord): string | null {
  if (isUnclear || !isPlain(word, kind)) return null;
  const named = pathOf(word) ?? (kind === 'read' ? looseName(word) : null);
  const path = named === null || kind === 'edit' ? named : withoutBlanks(named);
  if (path === null || isOnlyDenied) return path;
  return leadsBack(path) || (kind === 'edit' && path.startsWith('//')) ? null : path;
}

/** What is read may begin with a blank, and one at its end counts for nothing (measured). */
function withoutBlanks(path: string): string {
  const name = path.trimEnd();
  return /^\s/.test(name) ? `./${name}` : name;
}

/** To change files by a pattern, or where braces stand, is asked, quoted or not. */
function isPlain({ text, value }: ShellWord, kind: 'read' | 'edit'): boolean {
  return kind === 'read' || !/[*?[{}]/.test(value ?? text);
}

/** The path a word names, with `$HOME` as `~`; null where it is computed. */
function pathOf(word: ShellWord): string | null {
  const path = word.value ?? textBelow(word.text) ?? homePath(word.text);
  if (path === null || /[$`]/.test(path)) return null;
  // Of a pattern, the folder in which it is looked up.
  const glob = word.traits.has('glob') ? path.search(/[*?[]/) : -1;
  return glob === -1 ? path : path.slice(0, glob).replace(/[^/]*$/, '') || '.';
}

/** A name made of fixed text and something known: it can't lead out of the project. */
function looseName({ text }: ShellWord): string | null {
  if (textBelow(text) !== null) return null;
  return /^("?\w[^/]* |-?"\$\(cat <<|\$\(\()/.test(text) && !/\.\.|^\S*\//.test(text) ? '.' : null;
}

/** What a word says that is nothing but one quoted line below, `"$(cat <<'E' …)"`; null for any other. */
export function textBelow(text: string): string | null {
  return /^"\$\(cat <<'(\w+)'\n([^\n]*)\n\1\n\)"$/.exec(text)?.[2] ?? null;
}

/** The path that a word names whose only computed part is the home folder, or this one; null for any other. */
export function homePath(text: string): string | null {
  const path = text
    .replace(/^("?)\$HOME(?=[/"]|$)/, '$1~')
    .replace(/^"\$PWD(?=[/"])/, '".')
    .replace(/^"([^"]*)"$/, '$1');
  return /[$`"'\\]|^~[^/]/.test(path) ? null : path;
}
