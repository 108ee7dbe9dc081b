import type { JsonValue } from '../json.ts';
import type { Call } from './call.ts';
import type { RuleBehavior } from './placed-rule.ts';
import type { Rule } from './rule.ts';
import { bareSkill, skillBeginning } from './skill-name.ts';
import { canonicalTool } from './tool-name.ts';
import { domainOf, domainPattern, matchesDomain } from './web-domain.ts';

/** Whether the content of a rule takes in a call of its tool; `unclear` where that can't be told. */
export type Scoped = 'yes' | 'no' | 'unclear';

/** Whether the content of a rule, in what its tool's rules are about, takes in a call of that tool. */
export function takesIn(rule: Rule, behavior: RuleBehavior, { input }: Call): Scoped {
  const content = rule.content ?? '';
  switch (canonicalTool(rule.tool)) {
    case 'WebFetch':
      return takesInAddress(content, input['url']);
    case 'Skill':
      return answer(behavior !== 'ask' && takesInSkill(content, input['skill']));
    case 'Agent':
      // A type only counts to deny (measured); without one the call is for the general agent.
      return answer(behavior === 'deny' && content === (input['subagent_type'] ?? GENERAL_AGENT));
    default:
      return 'no';
  }
}

const GENERAL_AGENT = 'general-purpose';

function answer(isTaken: boolean): Scoped {
  return isTaken ? 'yes' : 'no';
}

function takesInAddress(content: string, url: JsonValue | undefined): Scoped {
  const pattern = domainPattern(content);
  if (pattern === null) return 'no';
  const host = typeof url === 'string' ? domainOf(url) : null;
  return host === null ? 'unclear' : answer(matchesDomain(pattern, host));
}

/** `name`, or with ` *` or `:*` behind it any skill whose name begins so; a slash before it is nothing (measured). */
function takesInSkill(content: string, skill: JsonValue | undefined): boolean {
  if (typeof skill !== 'string') return false;
  const name = bareSkill(skill);
  const beginning = skillBeginning(content);
  return beginning === null ? name === bareSkill(content) : name.startsWith(beginning);
}
