import type { SimpleCommand } from '../shell/simple-command.ts';
import { absolutePath } from './absolute-path.ts';
import type { Places } from './call.ts';
import { reachedProgram } from './bash-reach.ts';
import { textBelow } from './bash-access.ts';
import { roughCommands } from './bash-unread.ts';
import type { KnownValues } from './bash-variables.ts';

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
): string | null {
  for (const command of commands.flatMap(withScript)) {
    // Behind `X=<(…)` a removal is not seen (measured).
    if (command.assignments.some(({ value }) => value?.traits.has('process'))) continue;
    const at = reachedProgram(command, known, /^(rm|rmdir|mv)$/);
    if (at === null) continue;
    const isMove = command.words[at]?.text.endsWith('mv') === true;
    const args = command.words.slice(at + 1).filter(({ text }) => !text.startsWith('-'));
    const isInto = command.words.some(({ text }) => /^(-t|--target-directory)$/.test(text));
    const targets = isMove && !isInto ? args.slice(0, -1) : args;
    // The folder itself can’t be moved away from under the shell (measured).
    const critical = targets.find(
      ({ text }) =>
        !(isMove && text === '.') && isCritical(expanded(text, known, cwd), cwd, places),
    );
    if (critical !== undefined) return `${command.words[at]?.text ?? ''} ${critical.text}`;
  }
  return null;
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
  if (target === '' || /\$\(|`/.test(target)) return true;
  if (/^\$/.test(target)) return /^\$\{?\w+\}?\/+\**$/.test(target);
  // All that lies in a folder is as much as the folder.
  const folder = target.replace(/(^|\/)\*+$/, '$1') || '.';
  const path = absolutePath(folder, cwd, places.home);
  if (path === null) return false;
  const bare = path.replace(/\/+$/, '');
  return /^(\/[^/]*)?$/.test(bare) || bare === places.home || `${cwd}/`.startsWith(`${bare}/`);
}
