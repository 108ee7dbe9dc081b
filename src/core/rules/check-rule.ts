import { hasHidden } from '../hidden.ts';
import type { Call, Places } from './call.ts';
import { whyDead } from './dead-rule.ts';
import { matchRule } from './judge.ts';
import type { PlacedRule } from './placed-rule.ts';
import { ruleFault } from './rule-fault.ts';
import { parseRule, type Rule } from './rule.ts';
import { runsAnything } from './runs-anything.ts';
import { looksSecret } from './secrets.ts';
import { isWhole } from './tool-name.ts';

/** Something a person should know of a rule before it is saved. */
export interface RuleProblem {
  /** With an error the rule is not saved. */
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'malformed'
    | 'dead'
    | 'several-lines'
    | 'hidden-characters'
    | 'looks-secret'
    | 'wildcard-unmeant'
    | 'not-this-call'
    | 'runs-anything';
  /** In plain words, and what to do. */
  readonly message: string;
}

/** What is to be said of a rule that a person is about to save for a call, by itself; errors first. */
export function checkRule(rule: PlacedRule, call: Call, places: Places): readonly RuleProblem[] {
  return [...textProblems(rule.text), ...useProblem(rule, call, places), ...warnings(rule, call)];
}

/**
 * Whether rules that a person wrote for a call may be saved: the same check that is shown while one
 * types, made at the door. Warnings don't keep a rule out.
 * @returns the first error of the first rule that has one; null where all may be saved.
 */
export function mayBeSaved(
  rules: readonly PlacedRule[],
  call: Call,
  places: Places,
): RuleProblem | null {
  for (const rule of rules) {
    const found = checkRule(rule, call, places).find(({ severity }) => severity === 'error');
    if (found !== undefined) return found;
  }
  return null;
}

function textProblems(text: string): readonly RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (/[\n\r]/.test(text)) {
    const message = 'A rule is one line. Write a rule for each command, or shorten this one.';
    problems.push(error('several-lines', message));
  }
  if (hasHidden(text.replace(/[\n\r]/g, ' '))) {
    const message = 'This rule holds characters that do not show. Write it anew, by hand.';
    problems.push(error('hidden-characters', message));
  }
  if (looksSecret(text)) {
    const message =
      'This looks like a password, a key or a token, and rules are kept in a file that others may read. Take it out.';
    problems.push(error('looks-secret', message));
  }
  return problems;
}

/** What keeps a rule from doing anything for this call: the first reason, since it explains the rest. */
function useProblem(rule: PlacedRule, call: Call, places: Places): readonly RuleProblem[] {
  const fault = ruleFault(rule.text, rule.behavior);
  if (fault !== null) return [error('malformed', `Claude Code would skip this rule. ${fault}`)];
  const dead = whyDead(rule, places);
  if (dead !== null) return [error('dead', `Nothing can match this rule. ${dead}`)];
  if (rule.behavior === 'allow' && isEveryCommand(rule.text)) {
    return [error('runs-anything', EVERYTHING)];
  }
  const match = matchRule(rule, call, places);
  return match.kind === 'no'
    ? [error('not-this-call', `This rule does not match this call. ${match.why}`)]
    : [];
}

const EVERYTHING =
  'With this rule every command would run unasked, whatever it does. Countersign doesn’t write it. If you mean it, write it into the settings file yourself.';

/** Blanks around a star count for nothing, and several stars are as much as one. */
function isEveryCommand(text: string): boolean {
  const rule = parseRule(text);
  if (rule === null || (rule.tool !== 'Bash' && rule.tool !== 'PowerShell')) return false;
  return isWhole(rule) || /^\s*\*+\s*$/.test(rule.content ?? '');
}

function warnings(placed: PlacedRule, call: Call): readonly RuleProblem[] {
  const rule = parseRule(placed.text);
  if (rule === null || placed.behavior !== 'allow') return [];
  const runs = isEveryCommand(placed.text) ? null : runsAnything(rule);
  return [
    ...(runs === null ? [] : [warning('runs-anything', runs)]),
    ...(isStarFromCall(rule, call) ? [warning('wildcard-unmeant', STAR)] : []),
  ];
}

const STAR =
  'The * stands in the call itself, but in a rule it stands for any text: this rule matches more than this call. Allow the call once instead, or write the rule without it.';

/** Whether a star of the rule came out of what the call says, and was not put there as a wildcard. */
function isStarFromCall({ content }: Rule, { input }: Call): boolean {
  const written = (content ?? '').replace(/(?: |:)\*$/, '').replace(/^\/+/, '');
  return (
    written.includes('*') &&
    Object.values(input).some((value) => typeof value === 'string' && value.includes(written))
  );
}

function error(code: RuleProblem['code'], message: string): RuleProblem {
  return { severity: 'error', code, message };
}

function warning(code: RuleProblem['code'], message: string): RuleProblem {
  return { severity: 'warning', code, message };
}
