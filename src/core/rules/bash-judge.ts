import { analyse } from '../shell/analyse.ts';
import type { Analysed, Analysis } from '../shell/analysis.ts';
import { isLeftOpen } from '../shell/left-open.ts';
import type { Enclosure, SimpleCommand } from '../shell/simple-command.ts';
import { argumentAccesses, placedAt, redirectAccesses, type CommandAccess } from './bash-access.ts';
import { alwaysAsks } from './bash-always-asks.ts';
import { mayConcern } from './bash-concern.ts';
import { criticalRemoval } from './bash-critical-removal.ts';
import { judgeCommandAccess, type CommandFiles } from './bash-files.ts';
import {
  elsewhereAsks,
  folderChangeAsks,
  placedCommands,
  type PlacedCommand,
} from './bash-folder.ts';
import { beforeOpenPipe } from './bash-open-pipe.ts';
import { spell } from './bash-pattern.ts';
import { isReadOnly } from './bash-read-only.ts';
import { refusal } from './bash-refusal.ts';
import { refusedToWildcards } from './bash-refused.ts';
import { rewritten } from './bash-rewritten.ts';
import { findExactRule, findRule, type BashRules } from './bash-rules.ts';
import { roughSight, sightOf, spaced } from './bash-sight.ts';
import { allowSpellings } from './bash-spellings.ts';
import { filledIn, knownValues } from './bash-variables.ts';
import type { Places } from './call.ts';
import { deniesReading } from './file-access.ts';
import type { PlacedRule } from './placed-rule.ts';
import { nothingAllows, ruleIn, takesBashAway } from './verdict-words.ts';
import type { Verdict } from './verdict.ts';

/** The rules a command is judged by. */
export interface CommandRules {
  readonly bash: BashRules;
  readonly commandFiles: CommandFiles;
  readonly places: Places;
}

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
    asked(
      alwaysAsks(command, analysis) ??
        folderChangeAsks(command, analysis.commands, cwd) ??
        (deniesReading(rules.commandFiles.plain) ? elsewhereAsks(analysis.commands) : null),
    ) ??
    judgeParts(rules, analysis, cwd)
  );
}

function verdict(outcome: Verdict['outcome'], rule: PlacedRule | null, because: string): Verdict {
  return { outcome, rule, because };
}

function asked(because: string | null): Verdict | null {
  return because === null ? null : verdict('ask', null, because);
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
  if (fault === 'not-valid' && isLeftOpen(source)) {
    return verdict('ask', null, `${why} It ends inside of an expansion: that is always asked.`);
  }
  const whole = findExactRule(bash.allow, [spell(source)]);
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

type NotAnalysable = Extract<Analysis, { kind: 'not-analysable' }>;

/** What a rule for commands to deny or to ask says of a line that was taken apart; null where none does. */
export function listedRefusal(
  { bash, commandFiles, places }: CommandRules,
  analysis: Analysed,
  source: string,
  cwd: string,
): Verdict | null {
  const { commands } = analysis;
  const reachesOut = () => {
    const filled = filledIn(commands, knownValues(commands));
    return firstRefused(commandFiles, 'plain', filled.flatMap(ownAccesses), cwd) !== null;
  };
  return refusal(bash, () =>
    mayConcern(bash, source) ? sightOf(source, analysis, places.home, reachesOut) : [],
  );
}

/** What a rule to deny or to ask, for commands or files, says of a line; null where none does. */
function refusalOf(
  rules: CommandRules,
  analysis: Analysed,
  source: string,
  cwd: string,
): Verdict | null {
  const { commandFiles, places } = rules;
  const { commands } = analysis;
  const listed = listedRefusal(rules, analysis, source, cwd);
  if (listed?.outcome === 'deny') return listed;
  const access = firstRefused(
    commandFiles,
    'open',
    accessesOf(
      placedCommands(commands, cwd, places.home).filter(
        ({ command }) => !command.enclosures.includes('substitution'),
      ),
      cwd,
    ),
    cwd,
  );
  if (access?.outcome === 'deny') return access;
  return listed ?? (access === null || access.rule === null ? null : access);
}

/** What a rule says that covers the whole line: one for all of Bash, or one with its very text. */
function judgeWhole(
  rules: CommandRules,
  analysis: Analysed,
  source: string,
  cwd: string,
): Verdict | null {
  const { bash, commandFiles, places } = rules;
  const { commands, constructs } = analysis;
  const { bare } = bash.allow;
  const exact = CUT.some((one) => constructs.has(one))
    ? null
    : findExactRule(bash.allow, [spell(source), spell(spaced(source))]);
  const removal = criticalRemoval(commands, knownValues(commands), cwd, places);
  if (removal !== null) return asked(`\`${removal}\` is always asked, whatever the rules.`);
  if (bare !== null) {
    const seen = placedCommands(commands, cwd, places.home).filter(
      ({ command }) => !command.enclosures.some((one) => UNSEEN.has(one)),
    );
    const fixed = accessesOf(seen, cwd).filter(({ path }) => path !== null);
    const found = firstRefused(commandFiles, 'open', fixed, cwd);
    // Whatever it reads that no rule speaks of, it may.
    const refused =
      found?.rule === null && fixed.every(({ kind }) => kind === 'read') ? null : found;
    return refused ?? verdict('allow', bare, `${ruleIn(bare)} allows every command.`);
  }
  if (exact === null) return null;
  const [only, second] = commands;
  // The text may have been found without the redirections at its end.
  const written = placedCommands(commands, cwd, places.home).flatMap(({ command, folder }) =>
    placedAt(folder, cwd, redirectAccesses(command.redirects)),
  );
  const files = only !== undefined && second === undefined ? exactRefusal(rules, only, cwd) : null;
  return (
    files ??
    firstRefused(commandFiles, 'plain', written, cwd) ??
    asked(folderChangeAsks(source, commands, cwd)) ??
    verdict('allow', exact, `${ruleIn(exact)} is exactly this command.`)
  );
}

/** What a bare rule is not looked behind of for protected files (measured). */
const UNSEEN: ReadonlySet<Enclosure> = new Set(['subshell', 'substitution', 'process']);

/** Lines that are cut apart before the rules to allow see them. */
const CUT = ['pipeline', 'background', 'subshell'] as const;

/** The same for one command with a rule of its very text: what is computed was meant. */
function exactRefusal(
  { commandFiles }: CommandRules,
  command: SimpleCommand,
  cwd: string,
): Verdict | null {
  const named = argumentAccesses(command).filter(({ path }) => path !== null);
  return (
    firstRefused(commandFiles, 'plain', redirectAccesses(command.redirects), cwd) ??
    firstRefused(commandFiles, 'covered', named, cwd)
  );
}

/** What stands against the files of a command that a rule, or none, covers; null where nothing does. */
function accessRefusal(
  { commandFiles }: CommandRules,
  { command, folder }: PlacedCommand,
  rule: PlacedRule | null,
  cwd: string,
): Verdict | null {
  const kind = rule === null ? 'plain' : 'covered';
  const redirected = placedAt(folder, cwd, redirectAccesses(command.redirects));
  return (
    firstRefused(commandFiles, 'plain', redirected, cwd) ??
    firstRefused(commandFiles, kind, placedAt(folder, cwd, argumentAccesses(command)), cwd)
  );
}

function firstRefused(
  files: CommandFiles,
  kind: keyof CommandFiles,
  accesses: readonly CommandAccess[],
  cwd: string,
): Verdict | null {
  // Looked up here, since what no command reaches for need not be made ready.
  const found = accesses.flatMap((access) => judgeCommandAccess(files[kind], access, cwd) ?? []);
  return found.find(({ outcome }) => outcome === 'deny') ?? found[0] ?? null;
}

function judgeParts(rules: CommandRules, { commands, constructs }: Analysed, cwd: string): Verdict {
  const isTimed = constructs.has('time');
  // Beside groups, and where `time` stands alone, that is said of the whole line (measured).
  const isAllTimed =
    isTimed &&
    (constructs.has('group') || constructs.has('subshell') || !commands.some(({ timed }) => timed));
  let last: PlacedRule | null = null;
  /** How deep a command stands whose inner commands have to read only, too. */
  let sealed = Infinity;
  const reasons: string[] = [];
  for (const placed of placedCommands(commands, cwd, rules.places.home)) {
    const { command } = placed;
    const part = `\`${command.text}\``;
    const depth = command.enclosures.length;
    if (depth <= sealed) sealed = Infinity;
    const rule =
      depth > sealed ? null : ruleFor(rules, command, { isTimed, isAlone: commands.length === 1 });
    // Behind `time`, nothing is known to read only.
    if (rule === null && (command.timed || isAllTimed || !isReadOnly(command))) {
      return verdict('ask', null, refusedToWildcards(command) ?? nothingAllows(command.text));
    }
    const refused = accessRefusal(rules, placed, rule, cwd);
    if (refused !== null) return refused;
    if (rule === null && command.words.length > 0) sealed = Math.min(sealed, depth);
    last = rule ?? last;
    reasons.push(rule === null ? `${part} is read-only` : `${ruleIn(rule)} allows ${part}`);
  }
  return verdict('allow', last, `${reasons.join('; ') || 'This line runs nothing'}.`);
}

function ruleFor(
  { bash: { allow }, places }: CommandRules,
  command: SimpleCommand,
  { isTimed, isAlone }: { readonly isTimed: boolean; readonly isAlone: boolean },
): PlacedRule | null {
  const find = refusedToWildcards(command) === null ? findRule : findExactRule;
  const seen = rewritten(command, places.home);
  const timed = isTimed ? [spell(`time ${seen.text}`)] : [];
  const found = find(allow, [...allowSpellings(seen), ...timed]);
  // Of a line that is one command, a rule without a `*` also sees the text as it is written (measured).
  return (
    found ?? (isAlone && seen !== command ? findExactRule(allow, allowSpellings(command)) : null)
  );
}

function ownAccesses(command: SimpleCommand): readonly CommandAccess[] {
  return [...redirectAccesses(command.redirects), ...argumentAccesses(command)];
}

function accessesOf(commands: readonly PlacedCommand[], cwd: string): readonly CommandAccess[] {
  return commands.flatMap(({ command, folder }) => placedAt(folder, cwd, ownAccesses(command)));
}
