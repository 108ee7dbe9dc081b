import {
  findExactRule,
  findRule,
  findWordForWordRule,
  type BashList,
  type BashRules,
} from './bash-rules.ts';
import type { Seen, Sight } from './bash-sight.ts';
import type { PlacedRule } from './placed-rule.ts';
import { ruleIn } from './verdict-words.ts';
import type { Verdict } from './verdict.ts';

/**
 * What the rules to deny and to ask for Bash say of a line, deny first; null where none reaches it. Of
 * one command, a rule to ask with its very text goes before a rule to deny with a `*` (measured).
 * @param see is called only where there is such a rule
 */
export function refusal(rules: BashRules, see: () => Sight): Verdict | null {
  const { bare } = rules.ask;
  let asked: Verdict | null =
    bare === null
      ? null
      : { outcome: 'ask', rule: bare, because: `${ruleIn(bare)} asks about every command.` };
  if (isEmpty(rules.deny) && (asked !== null || isEmpty(rules.ask))) return asked;
  for (const seen of see()) {
    const found = refusalOfOne(rules, seen);
    if (found?.outcome === 'deny') return found;
    asked ??= found;
  }
  return asked;
}

function refusalOfOne({ deny, ask }: BashRules, seen: Seen): Verdict | null {
  const { spellings, text, by, isFixed, isOnlyDenied } = seen;
  const finders = FINDERS[by];
  for (const find of finders) {
    const denied = find(deny, spellings);
    if (denied !== null) return saying('deny', denied, `denies \`${text}\``);
    if (isOnlyDenied) continue;
    const asked = find === findWordForWordRule && !isFixed ? null : find(ask, spellings);
    if (asked !== null) return saying('ask', asked, `asks about \`${text}\``);
  }
  return null;
}

const FINDERS = {
  text: [findExactRule],
  'word-for-word': [findWordForWordRule],
  pattern: [findWordForWordRule, findRule],
} as const;

function isEmpty({ byWord, anyWord }: BashList): boolean {
  return byWord.size === 0 && anyWord.length === 0;
}

function saying(outcome: 'deny' | 'ask', rule: PlacedRule, what: string): Verdict {
  return { outcome, rule, because: `${ruleIn(rule)} ${what}.` };
}
