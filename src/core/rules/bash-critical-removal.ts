import type { SimpleCommand } from '../shell/simple-command.ts';
import { absolutePath } from './absolute-path.ts';
import type { Places } from './call.ts';
import { reachedProgram } from './bash-reach.ts';
import { textBelow } from './bash-access.ts';
import { roughCommands } from './bash-unread.ts';
import type { KnownValues } from './bash-variables.ts';

/** Whether what is only known when it runs counts: as Claude Code has it, or whatever it is. */
export type ComputedCounts = 'as-measured' | 'always';

/**
 * The argument by which a command takes away something that no rule may pre-approve (documented):
 * the root and the folders in it, the home folder, the folder it runs in and those above, and all that
 * lies in a folder whose name is not known; null where there is none.
 */
export function criticalRemoval(
  commands: readonly SimpleCommand[],
  known: KnownValues,
  cwd: string,
  places: Places,
  computed: ComputedCounts = 'as-measured',
): string | null {
  for (const command of commands.flatMap(withScript)) {
    // Behind `X=<(…)` a removal is not seen (measured).
    if (command.assignments.some(({ value }) => value?.traits.has('process'))) continue;
    const at = reachedProgram(command, known, /^(rm|rmdir|mv)$/);
    if (at === null) continue;
    const isMove = command.words[at]?.text.endsWith('mv') === true;
    const isDeep = command.words.some(({ text }) => /^-([a-zA-Z]*[rR]|-r)/.test(text));
    const args = command.words.slice(at + 1).filter(({ text }) => !text.startsWith('-'));
    const isInto = command.words.some(({ text }) => /^(-t|--target-directory)$/.test(text));
    const targets = isMove && !isInto ? args.slice(0, -1) : args;
    const isOwn = (path: string): boolean => isCritical(path, cwd, places);
    const how = { isMove, isDeep, computed, isOwn };
    const critical = targets.find(({ text }) => takesAway(text, expanded(text, known, cwd), how));
    if (critical !== undefined) return `${command.words[at]?.text ?? ''} ${critical.text}`;
  }
  return null;
}

/** How something is removed. */
interface Removal {
  readonly isMove: boolean;
  /** With all that is in it. */
  readonly isDeep: boolean;
  readonly computed: ComputedCounts;
  readonly isOwn: (path: string) => boolean;
}

/** Whether the argument of a removal is critical. @param path the argument with what is known put in */
function takesAway(
  text: string,
  path: string,
  { isMove, isDeep, computed, isOwn }: Removal,
): boolean {
  // The folder itself can’t be moved away from under the shell (measured).
  if (isMove && text === '.') return false;
  if (textBelow(text) !== null) return isOwn(path);
  const isOutput = /\$\(|`/.test(path);
  if (computed === 'always') return isOutput || isOwn(path);
  // What is moved there by a name that is not known, is not asked about (measured).
  if (isMove && ((isOutput && !path.includes('$((')) || /^\$\{?\w+\}?\/+\**$/.test(path)))
    return false;
  if (IN_UNKNOWN.test(text.replace(/"/g, ''))) return true;
  return isOutput ? !isPlainOutput(text, isDeep) : isOwn(path);
}

/** Something computed in the home folder, the one it runs in, or one whose name is not known (measured). */
const IN_UNKNOWN = /^\$\{?\w+\}?\/.*[$`]/s;

/**
 * Whether what is removed is the output of a command, or has it in its name, and nothing is critical
 * about that: not all that is in it, and no pattern. Between single quotes it is meant as it stands
 * (measured).
 */
function isPlainOutput(text: string, isDeep: boolean): boolean {
  if (/^'[^']*'$/.test(text)) return true;
  const bare = text.replace(/^"(.*)"$/s, '$1');
  const rest = bare.replace(/\$\((?!\()(?:[^()]|\([^()]*\))*\)|`[^`]*`/g, '\0');
  if (!/^[\w./-]*\0[\w./-]*$/.test(rest) || /^[./-]|\.\.|<</.test(rest + bare)) return false;
  return !isDeep || !/^\0\/*$/.test(rest);
}

/** A command, and what a shell among its words is told to run. */
function withScript(command: SimpleCommand): readonly SimpleCommand[] {
  const at = command.words.findIndex(({ text }) => text === '-c');
  const script = at === -1 ? null : (command.words[at + 1]?.value ?? null);
  return script === null ? [command] : [command, ...roughCommands(script, false)];
}

/** The argument without quotes, and with what is known of its variables. */
function expanded(text: string, known: KnownValues, cwd: string): string {
  const below = textBelow(text);
  if (below !== null) return below;
  return text.replace(/["'\\]/g, '').replace(/^\$\{?(\w+)\}?/, (written, name: string) => {
    if (name === 'HOME') return '~';
    return name === 'PWD' ? cwd : (known.get(name) ?? written);
  });
}

function isCritical(target: string, cwd: string, places: Places): boolean {
  if (target === '') return true;
  if (/^\$/.test(target)) return /^\$(\{?\w+\}?|\(\(.*\)\))\/+\**$/.test(target);
  // All that lies in a folder is as much as the folder.
  const folder = target.replace(/(^|\/)\*+$/, '$1') || '.';
  const path = absolutePath(folder, cwd, places.home);
  if (path === null) return false;
  const bare = path.replace(/\/+$/, '');
  return /^(\/[^/]*)?$/.test(bare) || bare === places.home || `${cwd}/`.startsWith(`${bare}/`);
}
