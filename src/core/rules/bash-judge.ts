import { analyse } from '../shell/analyse.ts';
import type { Analysed } from '../shell/analysis.ts';
import type { SimpleCommand } from '../shell/simple-command.ts';
import { argumentAccesses, redirectAccesses, type CommandAccess } from './bash-access.ts';
import { alwaysAsks } from './bash-always-asks.ts';
import { spell } from './bash-pattern.ts';
import { assignedValues, denySpellings } from './bash-reach.ts';
import { isReadOnly } from './bash-read-only.ts';
import { findRule, type BashList, type BashRules } from './bash-rules.ts';
import { allowSpellings } from './bash-spellings.ts';
import { judgeAccess, type FileRules } from './file-access.ts';
import { nothingAllows, ruleIn } from './verdict-words.ts';
import type { PlacedRule } from './placed-rule.ts';
import type { Verdict } from './verdict.ts';

/** The rules a command is judged by. */
export interface CommandRules {
  readonly bash: BashRules;
  readonly files: FileRules;
}

/** What Claude Code would do with a command in a folder: deny before ask before allow. It never throws. */
export function judgeCommand(rules: CommandRules, command: string, cwd: string): Verdict {
  const { bash } = rules;
  if (bash.deny.bare !== null) {
    return verdict('deny', bash.deny.bare, `${ruleIn(bash.deny.bare)} takes Bash away altogether.`);
  }
  const analysis = analyse(command);
  if (analysis.kind === 'not-analysable') return judgeUnread(bash, command, analysis.why);
  const refused = refusal(rules, analysis, cwd);
  if (refused !== null) return refused;
  if (bash.allow.bare !== null) {
    return verdict('allow', bash.allow.bare, `${ruleIn(bash.allow.bare)} allows every command.`);
  }
  const whole = wholeRule(bash.allow, command);
  if (whole !== null) {
    return verdict('allow', whole, `${ruleIn(whole)} is exactly this command.`);
  }
  const asks = alwaysAsks(command, analysis);
  if (asks !== null) return verdict('ask', null, asks);
  return judgeParts(rules, analysis.commands, cwd);
}

function verdict(outcome: Verdict['outcome'], rule: PlacedRule | null, because: string): Verdict {
  return { outcome, rule, because };
}

/** A line that can't be taken apart: rules see only its text, and of a long one nothing (measured). */
function judgeUnread(bash: BashRules, command: string, why: string): Verdict {
  if (bash.allow.bare !== null) {
    return verdict(
      'allow',
      bash.allow.bare,
      `${why} ${ruleIn(bash.allow.bare)} allows it all the same.`,
    );
  }
  const whole = wholeRule(bash.allow, command);
  if (whole !== null) return verdict('allow', whole, `${ruleIn(whole)} is exactly this command.`);
  return verdict('ask', null, why);
}

/** What a rule to deny or to ask, for commands or files, says of a line; null where none does. */
function refusal(rules: CommandRules, analysis: Analysed, cwd: string): Verdict | null {
  const { bash } = rules;
  const accesses = [
    ...analysis.commands.flatMap(accessesOf),
    ...redirectAccesses(analysis.looseRedirects),
  ];
  const denied = listed(bash.deny, analysis);
  if (denied !== null)
    return verdict('deny', denied[0], `${ruleIn(denied[0])} denies \`${denied[1]}\`.`);
  for (const access of accesses) {
    const found = judgeFile(rules, access, cwd);
    if (found?.outcome === 'deny') return found;
  }
  if (bash.ask.bare !== null) {
    return verdict('ask', bash.ask.bare, `${ruleIn(bash.ask.bare)} asks about every command.`);
  }
  const asked = listed(bash.ask, analysis);
  if (asked !== null) {
    return verdict('ask', asked[0], `${ruleIn(asked[0])} asks about \`${asked[1]}\`.`);
  }
  return null;
}

function listed(list: BashList, analysis: Analysed): readonly [PlacedRule, string] | null {
  if (list.byWord.size === 0 && list.anyWord.length === 0) return null;
  const variables = assignedValues(analysis.commands);
  for (const command of analysis.commands) {
    const rule = findRule(list, denySpellings(command, variables));
    if (rule !== null) return [rule, command.text];
  }
  return null;
}

function wholeRule(list: BashList, command: string): PlacedRule | null {
  const spelling = spell(command);
  const rules = list.byWord.get(/^\S*/.exec(spelling.folded)?.[0] ?? '') ?? [];
  return (
    rules.find(({ pattern }) => pattern.kind === 'exact' && pattern.text === spelling.exact)
      ?.rule ?? null
  );
}

function judgeParts(rules: CommandRules, commands: readonly SimpleCommand[], cwd: string): Verdict {
  let last: PlacedRule | null = null;
  const reasons: string[] = [];
  for (const command of commands) {
    const rule = findRule(rules.bash.allow, allowSpellings(command));
    if (rule === null && !isReadOnly(command)) {
      return verdict('ask', null, nothingAllows(command.text));
    }
    for (const access of accessesOf(command)) {
      const found = judgeFile(rules, access, cwd);
      if (found !== null && found.outcome !== 'allow') return found;
    }
    last = rule ?? last;
    reasons.push(
      rule === null
        ? `\`${command.text}\` is read-only`
        : `${ruleIn(rule)} allows \`${command.text}\``,
    );
  }
  return verdict('allow', last, `${reasons.join('; ') || 'This line runs nothing'}.`);
}

function accessesOf(command: SimpleCommand): readonly CommandAccess[] {
  return [...redirectAccesses(command.redirects), ...argumentAccesses(command)];
}

function judgeFile({ files }: CommandRules, access: CommandAccess, cwd: string): Verdict | null {
  const { kind, path, text, redirected } = access;
  if (path === null) {
    return verdict(
      'ask',
      null,
      `Where \`${text}\` leads is only known when it runs: that is asked.`,
    );
  }
  const found = judgeAccess(files, { kind, path, cwd, tool: 'Bash' });
  if (found.outcome !== 'ask' || kind === 'read') return found;
  if (!redirected) return found;
  return { ...found, because: `\`${text}\` writes a file: a Bash rule can’t allow that.` };
}
