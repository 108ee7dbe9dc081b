import { analyse } from '../shell/analyse.ts';
import type { Analysed, Analysis } from '../shell/analysis.ts';
import { isLeftOpen } from '../shell/left-open.ts';
import type { Enclosure, SimpleCommand } from '../shell/simple-command.ts';
import type { CommandAccess } from './bash-access.ts';
import { alwaysAsks } from './bash-always-asks.ts';
import { mayConcern } from './bash-concern.ts';
import { criticalRemoval } from './bash-critical-removal.ts';
import { isPassedOver, judgeExact, refusedBeside } from './bash-exact.ts';
import {
  elsewhereAsks,
  folderChangeAsks,
  placedCommands,
  withoutStaying,
  withoutStays,
} from './bash-folder.ts';
import { beforeOpenPipe } from './bash-open-pipe.ts';
import { maybeAccesses } from './bash-maybe-folders.ts';
import { isOpaque, isOverlooked } from './bash-overlooked.ts';
import { judgeParts, readsUnasked } from './bash-parts.ts';
import { spell, type Spelling } from './bash-pattern.ts';
import { accessesOf, firstRefused, ownAccesses } from './bash-reached-files.ts';
import { refusal } from './bash-refusal.ts';
import { refusedToWildcards } from './bash-refused.ts';
import { findExactRule } from './bash-rules.ts';
import { roughSight, sightOf, spaced } from './bash-sight.ts';
import { filledIn, knownValues, type KnownValues } from './bash-variables.ts';
import type { CommandRules } from './command-rules.ts';
import { deniesFiles, deniesReading } from './file-access.ts';
import { asked, verdict } from './line-verdict.ts';
import type { PlacedRule } from './placed-rule.ts';
import { ruleIn, takesBashAway } from './verdict-words.ts';
import type { Verdict } from './verdict.ts';

/** What Claude Code would do with a command in a folder: deny before ask before allow. It never throws. */
export function judgeCommand(rules: CommandRules, command: string, cwd: string): Verdict {
  const { bash } = rules;
  const { bare } = bash.deny;
  if (bare !== null) return verdict('deny', bare, takesBashAway(bare));
  const analysis = analyse(command);
  if (analysis.kind === 'not-analysable') return judgeUnread(rules, command, analysis, cwd);
  return (
    refusalOf(rules, analysis, command, cwd) ??
    judgeWhole(rules, analysis, command, cwd) ??
    asked(asksOfShape(rules, analysis, command, cwd)) ??
    judgeParts(rules, analysis, cwd)
  );
}

/** A line that can't be taken apart: rules see only its text (measured). */
function judgeUnread(
  rules: CommandRules,
  source: string,
  { fault, why }: NotAnalysable,
  cwd: string,
): Verdict {
  const { bash } = rules;
  const refused = refusal(bash, () => roughSight(source, fault === 'too-long'));
  if (refused !== null) return refused;
  if (fault === 'quotes-in-sum') return verdict('ask', null, `${why} That is always asked.`);
  if (fault === 'not-valid' && isLeftOpen(source)) {
    return verdict('ask', null, `${why} It ends inside of an expansion: that is always asked.`);
  }
  const whole = ENDS_IN_AND.test(source) ? null : findExactRule(bash.allow, [spell(source)]);
  if (whole !== null) return verdict('allow', whole, `${ruleIn(whole)} is exactly this command.`);
  const before = beforeOpenPipe(source, fault);
  if (before !== null) return judgeCommand(rules, before, cwd);
  const { bare } = bash.allow;
  if (bare !== null) {
    return verdict(
      'allow',
      bare,
      `${why} Rules to deny or ask don’t reach into it, and ${ruleIn(bare)} allows it.`,
    );
  }
  return verdict('ask', null, why);
}

/** Of such a line not even a rule with its very text says that it may run (measured). */
const ENDS_IN_AND = /&&\s*(?:#.*)?$/;

type NotAnalysable = Extract<Analysis, { kind: 'not-analysable' }>;

/** What a rule for commands to deny or to ask says of a line that was taken apart; null where none does. */
export function listedRefusal(
  rules: CommandRules,
  analysis: Analysed,
  source: string,
  cwd: string,
): Verdict | null {
  const { bash, commandFiles, places } = rules;
  const { commands } = analysis;
  const reachesOut = () => {
    const filled = filledIn(commands, knownValues(commands));
    return firstRefused(commandFiles, 'plain', filled.flatMap(ownAccesses), cwd) !== null;
  };
  return refusal(bash, () => {
    if (!mayConcern(bash, source)) return [];
    // Of a line that is asked about for its shape, every command is seen (measured).
    const isPlain = asksOfShape(rules, analysis, source, cwd) === null;
    const seen = isPlain ? withoutStays(analysis, cwd) : analysis;
    return sightOf(source, seen, places.home, reachesOut);
  });
}

/** What a rule to deny or to ask, for commands or files, says of a line; null where none does. */
function refusalOf(
  rules: CommandRules,
  analysis: Analysed,
  source: string,
  cwd: string,
): Verdict | null {
  const { commands } = analysis;
  const listed = listedRefusal(rules, analysis, source, cwd);
  if (listed?.outcome === 'deny') return listed;
  if (!deniesFiles(rules.commandFiles.open)) return listed;
  const filled = filledIn(commands, plainValues(commands));
  const isUnseen = isOpaque(source, { ...analysis, commands: filled });
  const access = isUnseen ? null : deniedAccess(rules, filled, source, cwd);
  if (access?.outcome === 'deny') return access;
  return listed ?? (access === null || access.rule === null ? null : access);
}

/** Of known values, those that mean nothing more to a shell: files are looked up under these (measured). */
function plainValues(commands: readonly SimpleCommand[]): KnownValues {
  return new Map([...knownValues(commands)].filter(([, value]) => /^[\w./:@%+=,-]+$/.test(value)));
}

/** What stands against the files of a line, whatever commands may do with them. */
function deniedAccess(
  { commandFiles, places }: CommandRules,
  commands: readonly SimpleCommand[],
  source: string,
  cwd: string,
): Verdict | null {
  const seen = placedCommands(commands, cwd, places.home);
  const maybe = maybeAccesses(source, commands, cwd, places.home);
  return firstRefused(commandFiles, 'open', [...accessesOf(seen, cwd), ...maybe], cwd);
}

/** What a rule says that covers the whole line: one for all of Bash, or one with its very text. */
function judgeWhole(
  rules: CommandRules,
  analysis: Analysed,
  source: string,
  cwd: string,
): Verdict | null {
  const { bash, places } = rules;
  const { commands, constructs } = analysis;
  const { bare } = bash.allow;
  const removal = criticalRemoval(commands, knownValues(commands), cwd, places);
  if (removal !== null) return asked(`\`${removal}\` is always asked, whatever the rules.`);
  if (bare !== null) return judgeBare(rules, bare, analysis, source, cwd);
  if (CUT.some((one) => constructs.has(one))) return null;
  const line = withoutStaying(source, cwd);
  const veryText = findExactRule(bash.allow, [spell(line)]);
  // Where it has several lines, or a semicolon, no redirection is left out (measured).
  const isJoined = /[;\n]/.test(line);
  const exact =
    veryText ?? (isJoined ? null : findExactRule(bash.allow, wholeSpellings(line, commands)));
  if (exact === null || isPassedOver(commands)) return null;
  const refused = veryText === null ? refusedBeside(rules, analysis, source, cwd) : null;
  return refused ?? judgeExact(rules, exact, analysis, source, cwd);
}

/** What a rule for all of Bash says: it is not for protected files, nor for what rules say of single ones. */
function judgeBare(
  rules: CommandRules,
  bare: PlacedRule,
  analysis: Analysed,
  source: string,
  cwd: string,
): Verdict {
  const refused = isOverlooked(source, analysis) ? null : fileRefusal(rules, analysis, cwd);
  return (
    refused ??
    asked(backgroundAsks(rules, analysis, source, cwd)) ??
    verdict('allow', bare, `${ruleIn(bare)} allows every command.`)
  );
}

/** What stands against the files of a line that a bare rule covers; whatever it reads that no rule speaks of, it may. */
function fileRefusal(
  { commandFiles, places }: CommandRules,
  { commands }: Analysed,
  cwd: string,
): Verdict | null {
  const seen = placedCommands(commands, cwd, places.home).filter(
    ({ command }) => !command.enclosures.some((one) => UNSEEN.has(one)),
  );
  const fixed = accessesOf(seen, cwd).filter(({ path }) => path !== null);
  const refusedTo = (kind: CommandAccess['kind']) =>
    firstRefused(
      commandFiles,
      'open',
      fixed.filter((access) => access.kind === kind),
      cwd,
    );
  const read = refusedTo('read');
  return refusedTo('edit') ?? (read === null || read.rule === null ? null : read);
}

/**
 * Why a line is asked about that a bare rule covers: it would run without that, were it not for what
 * goes on in the background (measured).
 */
function backgroundAsks(
  rules: CommandRules,
  analysis: Analysed,
  source: string,
  cwd: string,
): string | null {
  if (!analysis.constructs.has('background')) return null;
  if (endsReading(analysis, source)) return alwaysAsks(source, analysis);
  const constructs = new Set([...analysis.constructs].filter((one) => one !== 'background'));
  const others = asksOfShape(rules, { ...analysis, constructs }, source, cwd);
  return others === null && judgeParts(rules, analysis, cwd).outcome === 'allow'
    ? alwaysAsks(source, analysis)
    : null;
}

/** `npm test | cat &`: to Claude Code the `&` belongs to the last program of a pipeline alone. */
function endsReading(analysis: Analysed, source: string): boolean {
  const last = analysis.commands.at(-1);
  return (
    last?.piped === true &&
    last.background &&
    last.enclosures.length === 0 &&
    /&\s*$/.test(source) &&
    readsUnasked(analysis, last)
  );
}

/** Why a line is asked about whatever rules allow of its parts; null where it is not. */
function asksOfShape(
  { commandFiles }: CommandRules,
  analysis: Analysed,
  source: string,
  cwd: string,
): string | null {
  return (
    alwaysAsks(source, analysis) ??
    folderChangeAsks(source, analysis.commands, cwd) ??
    (deniesReading(commandFiles.plain) ? elsewhereAsks(analysis.commands) : null)
  );
}

/** The texts of a whole line; where rules don't cover a command of it, only its very text. */
function wholeSpellings(source: string, commands: readonly SimpleCommand[]): readonly Spelling[] {
  const isRefused = commands.some((command) => refusedToWildcards(command) !== null);
  return isRefused ? [spell(source)] : [spell(source), spell(spaced(source))];
}

/** What a bare rule is not looked behind of for protected files (measured). */
const UNSEEN: ReadonlySet<Enclosure> = new Set(['subshell', 'substitution', 'process']);

/** Lines that are cut apart before the rules to allow see them. */
const CUT = ['pipeline', 'background', 'subshell'] as const;
