import type { Call } from './call.ts';
import type { PlacedRule } from './placed-rule.ts';
import type { Verdict } from './verdict.ts';

/** Rules for whole tools and their parameters, made ready for judging many calls. */
export interface ToolRules {
  readonly rules: readonly PlacedRule[];
}

/** Makes the rules for tools ready; those for commands and files count for nothing. It never throws. */
export function compileToolRules(rules: readonly PlacedRule[]): ToolRules {
  return { rules };
}

/** What Claude Code would do with a call of a tool that is neither Bash nor works on one file. */
export function judgeTool(rules: ToolRules, call: Call): Verdict {
  return {
    outcome: 'ask',
    rule: null,
    because: `No rule of ${rules.rules.length} allows ${call.tool}.`,
  };
}

/**
 * What the rules for a parameter (`Tool(param:value)`) say of a call of any tool.
 * @returns null where none applies.
 */
export function judgeParameters(rules: ToolRules, call: Call): Verdict | null {
  return rules.rules.length > 0 && call.tool === '' ? judgeTool(rules, call) : null;
}
