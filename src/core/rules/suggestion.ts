import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { Rule } from './rule.ts';

/**
 * The rules that Claude Code itself would remember for a call, of all its suggestions together.
 * @returns null where it suggests none, or something that can't be read as rules to allow.
 */
export function suggestedRules(suggestions: readonly JsonObject[]): readonly Rule[] | null {
  const additions = suggestions.filter(({ type }) => type === 'addRules');
  const rules: Rule[] = [];
  for (const { behavior, rules: added } of additions) {
    if (behavior !== 'allow' || !isList(added)) return null;
    for (const entry of added) {
      const rule = readRule(entry);
      if (rule === null) return null;
      rules.push(rule);
    }
  }
  return rules.length === 0 ? null : rules;
}

function readRule(entry: JsonValue): Rule | null {
  if (!isJsonObject(entry)) return null;
  const { toolName: tool, ruleContent: content } = entry;
  if (typeof tool !== 'string') return null;
  if (content === undefined) return { tool, content: null };
  return typeof content === 'string' ? { tool, content } : null;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
