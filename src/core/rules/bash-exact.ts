import type { Analysed } from '../shell/analysis.ts';
import type { Redirect, SimpleCommand } from '../shell/simple-command.ts';
import { argumentAccesses, placedAt, redirectAccesses } from './bash-access.ts';
import { alwaysAsks } from './bash-always-asks.ts';
import { isMovedAccess, movedAccessAsks, placedCommands, strayChangeAsks } from './bash-folder.ts';
import { readsUnasked, ruleFor } from './bash-parts.ts';
import { accessRefusal, firstRefused } from './bash-reached-files.ts';
import type { CommandRules } from './command-rules.ts';
import { asked, verdict } from './line-verdict.ts';
import type { PlacedRule } from './placed-rule.ts';
import { ruleIn } from './verdict-words.ts';
import type { Verdict } from './verdict.ts';

/**
 * Whether a rule with the very text of a line is passed over: what one command changes files by is looked
 * up without its redirections (measured).
 */
export function isPassedOver([only, second]: readonly SimpleCommand[]): boolean {
  return (
    only !== undefined &&
    second === undefined &&
    !only.enclosures.includes('group') &&
    only.redirects.some(isLeftOut) &&
    argumentAccesses(only).some(({ kind }) => kind === 'edit')
  );
}

/** A file, or another output; to close one (`2>&-`) stays in the text. */
function isLeftOut(redirect: Redirect): boolean {
  if (redirect.kind === 'descriptor') return redirect.target.text !== '-';
  return redirect.kind === 'file';
}

/**
 * What a rule with the very text of a line says. Of several commands it answers for all, unless just one
 * of them would be asked about, and that for a file (measured).
 */
export function judgeExact(
  rules: CommandRules,
  exact: PlacedRule,
  analysis: Analysed,
  source: string,
  cwd: string,
): Verdict {
  const { commands } = analysis;
  const allowed = verdict('allow', exact, `${ruleIn(exact)} is exactly this command.`);
  // What is asked about for its shape isn't looked into.
  if (alwaysAsks(source, analysis) !== null) return allowed;
  const stray = asked(strayChangeAsks(commands, cwd));
  if (stray !== null) return stray;
  const [only, second] = commands;
  if (only === undefined) return allowed;
  if (second === undefined) return exactRefusal(rules, only, cwd) ?? allowed;
  const moved = asked(movedAccessAsks(source, commands, cwd));
  const isTimed = analysis.constructs.has('time');
  const asking = commands.flatMap((command) => {
    const rule = ruleFor(rules, command, { isTimed, isAlone: false });
    const files = accessRefusal(
      rules.commandFiles,
      { command, folder: cwd, isLoose: false },
      rule,
      cwd,
    );
    const forFiles = files ?? (isMovedAccess(command) ? moved : null);
    if (forFiles !== null) return [forFiles];
    return rule === null && !readsUnasked(analysis, command) ? [null] : [];
  });
  const [first = null, another] = asking;
  return another === undefined && first !== null ? first : allowed;
}

/**
 * What stands against one command of which a rule has the very text: what is computed was meant, though
 * not a name that only looks so, such as `'$x'`, nor what `cp` and `mv` change with options (measured).
 */
function exactRefusal(
  { commandFiles }: CommandRules,
  command: SimpleCommand,
  cwd: string,
): Verdict | null {
  const named = argumentAccesses(command).filter(
    ({ kind, path, text, isUnclear }) =>
      path !== null || looksComputed(text) || (kind === 'edit' && isUnclear),
  );
  return (
    firstRefused(commandFiles, 'plain', redirectAccesses(command.redirects), cwd) ??
    firstRefused(commandFiles, 'covered', named, cwd)
  );
}

/** Whether a word holds a `$` or a backtick, and means them as they stand. */
function looksComputed(text: string): boolean {
  return /[$`]/.test(text) && !/[$`]/.test(text.replace(/'[^']*'|\\./gs, ''));
}

/** What stands against a line of which a rule has the text only without its redirections, or some blanks. */
export function refusedBeside(
  { commandFiles, places }: CommandRules,
  analysis: Analysed,
  source: string,
  cwd: string,
): Verdict | null {
  const { commands } = analysis;
  const redirected = placedCommands(commands, cwd, places.home).flatMap(({ command, folder }) =>
    placedAt(folder, cwd, redirectAccesses(command.redirects)),
  );
  return (
    asked(alwaysAsks(source, analysis)) ?? firstRefused(commandFiles, 'covered', redirected, cwd)
  );
}
