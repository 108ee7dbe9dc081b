import type { Analysed } from '../shell/analysis.ts';
import type { SimpleCommand } from '../shell/simple-command.ts';
import { placedCommands } from './bash-folder.ts';
import { spell } from './bash-pattern.ts';
import { accessRefusal } from './bash-reached-files.ts';
import { isReadOnly } from './bash-read-only.ts';
import { refusedToWildcards } from './bash-refused.ts';
import { rewritten } from './bash-rewritten.ts';
import { findExactRule, findRule } from './bash-rules.ts';
import { allowSpellings } from './bash-spellings.ts';
import type { CommandRules } from './command-rules.ts';
import { verdict } from './line-verdict.ts';
import type { PlacedRule } from './placed-rule.ts';
import { nothingAllows, ruleIn } from './verdict-words.ts';
import type { Verdict } from './verdict.ts';

/** What the rules to allow say of a line, command by command: each needs one, unless it only reads. */
export function judgeParts(rules: CommandRules, analysis: Analysed, cwd: string): Verdict {
  const { commands, constructs } = analysis;
  const isTimed = constructs.has('time');
  let last: PlacedRule | null = null;
  /** How deep a command stands that only reads: what stands in its own arguments has to, too (measured). */
  let sealed = Infinity;
  const reasons: string[] = [];
  for (const placed of placedCommands(commands, cwd, rules.places.home)) {
    const { command } = placed;
    const part = `\`${command.text}\``;
    const depth = command.enclosures.length;
    if (depth <= sealed) sealed = Infinity;
    const isSealed = command.enclosures[sealed] === 'substitution';
    const rule = isSealed
      ? null
      : ruleFor(rules, command, { isTimed, isAlone: commands.length === 1 });
    if (rule === null && !readsUnasked(analysis, command)) {
      return verdict('ask', null, refusedToWildcards(command) ?? nothingAllows(command.text));
    }
    const refused = accessRefusal(rules.commandFiles, placed, rule, cwd);
    if (refused !== null) return refused;
    if (rule === null && command.words.length > 0) sealed = Math.min(sealed, depth);
    last = rule ?? last;
    reasons.push(rule === null ? `${part} is read-only` : `${ruleIn(rule)} allows ${part}`);
  }
  return verdict('allow', last, `${reasons.join('; ') || 'This line runs nothing'}.`);
}

/** The rule that allows a command of a line; null where none does. */
export function ruleFor(
  { bash: { allow }, places }: CommandRules,
  command: SimpleCommand,
  { isTimed, isAlone }: { readonly isTimed: boolean; readonly isAlone: boolean },
): PlacedRule | null {
  if (refusedToWildcards(command) !== null) return null;
  const seen = rewritten(command, places.home);
  const timed = isTimed ? [spell(`time ${seen.text}`)] : [];
  const found = findRule(allow, [...allowSpellings(seen), ...timed]);
  // Of a line that is one command, a rule without a `*` also sees the text as it is written (measured).
  return (
    found ?? (isAlone && seen !== command ? findExactRule(allow, allowSpellings(command)) : null)
  );
}

/** Whether a command of a line is known to read only; behind `time`, nothing is. */
export function readsUnasked({ commands, constructs }: Analysed, command: SimpleCommand): boolean {
  // Beside groups, and where `time` stands alone, that is said of the whole line (measured).
  const isAllTimed =
    constructs.has('time') &&
    (constructs.has('group') || constructs.has('subshell') || !commands.some(({ timed }) => timed));
  return (
    !command.timed && !isAllTimed && refusedToWildcards(command) === null && isReadOnly(command)
  );
}
