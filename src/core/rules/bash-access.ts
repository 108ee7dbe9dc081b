import type { Redirect, SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { programPlaces } from './bash-spellings.ts';
import { nameOf } from './bash-words.ts';

/** A file that a command reaches for, beside what its program does by itself. */
export interface CommandAccess {
  readonly kind: 'read' | 'edit';
  /** Null where it is computed when the command runs. */
  readonly path: string | null;
  /** As written. */
  readonly text: string;
  /** Whether it was asked for by a redirection, not by an argument. */
  readonly redirected: boolean;
}

/** The files that a command's redirections open. */
export function redirectAccesses(redirects: readonly Redirect[]): readonly CommandAccess[] {
  return redirects.flatMap((redirect) => {
    if (redirect.kind !== 'file') return [];
    const { target, operator } = redirect;
    if (target.value === '/dev/null') return [];
    return [
      {
        kind: redirect.access === 'read' ? 'read' : 'edit',
        path: pathOf(target),
        text: `${operator} ${target.text}`,
        redirected: true,
      } as const,
    ];
  });
}

/** The files that a command names as its arguments, where Claude Code looks at them (measured). */
export function argumentAccesses(command: SimpleCommand): readonly CommandAccess[] {
  const at = programPlaces(command).at(-1) ?? 0;
  const [program, ...args] = command.words.slice(at);
  const name = nameOf(program);
  const kind = name === null ? undefined : KINDS.get(name);
  if (kind === undefined) return [];
  const operands = args.filter(({ text }) => !text.startsWith('-'));
  return operands.slice(SKIPPED.get(name ?? '') ?? 0).map((word) => ({
    kind,
    path: pathOf(word),
    text: word.text,
    redirected: false,
  }));
}

const KINDS: ReadonlyMap<string, CommandAccess['kind']> = new Map([
  ...kindOf(
    'read',
    'cat head tail ls grep rg find jq sort diff awk wc cut uniq stat file base64 od tr nl paste comm cmp column fold strings hexdump sha256sum sha1sum md5sum cd',
  ),
  ...kindOf('edit', 'cp mv rm mkdir touch rmdir sed tee'),
]);

/** Operands before the files: patterns, programs. */
const SKIPPED: ReadonlyMap<string, number> = new Map([
  ['grep', 1],
  ['rg', 1],
  ['jq', 1],
  ['awk', 1],
  ['tr', 2],
]);

function kindOf(
  kind: CommandAccess['kind'],
  programs: string,
): readonly (readonly [string, CommandAccess['kind']])[] {
  return programs.split(' ').map((program) => [program, kind] as const);
}

/** The path a word names, `$HOME` as `~`; null where it is computed. */
function pathOf(word: ShellWord): string | null {
  if (word.value !== null) return word.value;
  const home = word.text.replace(/^"?\$HOME(?=[/"]|$)/, '~').replace(/"$/, '');
  if (/[$`{]/.test(home)) return null;
  // Of a pattern, the folder in which it is looked up.
  return home.replace(/[^/]*[*?[].*$/, '') || '.';
}
