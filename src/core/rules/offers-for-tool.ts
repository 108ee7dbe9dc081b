import type { JsonObject } from '../json.ts';
import { ladder, nothing, rung } from './offer-list.ts';
import type { Offers, RungOffer } from './offers.ts';
import { suggestedRules } from './suggestion.ts';

/** A call of a tool that nothing more is known about. */
export interface OtherCall {
  readonly tool: string;
  readonly input: JsonObject;
  /** What the agent itself would remember, as it said it. */
  readonly suggestions: readonly JsonObject[];
}

/** Tools with a subject of their own: with an input we could not read, no rule is made of them whole. */
const KNOWN_TOOLS = [
  ...['Bash', 'Edit', 'Write', 'Read', 'WebFetch', 'AskUserQuestion', 'ExitPlanMode'],
];

/** The field of the input that a rule for the tool may name (documented). */
const NAMED_BY: ReadonlyMap<string, { readonly field: string; readonly what: string }> = new Map([
  ['Skill', { field: 'skill', what: 'the skill' }],
  ['Agent', { field: 'subagent_type', what: 'agents of the type' }],
  ['Task', { field: 'subagent_type', what: 'agents of the type' }],
]);

/** What may be offered for any other tool: what a rule can name of it, or the tool as it is suggested. */
export function otherOffers(call: OtherCall): Offers {
  const { tool } = call;
  if (KNOWN_TOOLS.includes(tool)) {
    const odd = nothing('The input of this call could not be read.');
    return { allow: odd, deny: odd };
  }
  const named = namedRung(call);
  const whole = wholeRung(tool);
  return {
    allow: ladder(
      tool,
      named.length > 0 ? named : isSuggested(call) ? whole : [],
      'Claude Code suggests no rule for this tool that is safe to keep.',
    ),
    deny: ladder(tool, [...named, ...whole], 'A rule can’t name this tool.'),
  };
}

function namedRung({ tool, input }: OtherCall): readonly RungOffer[] {
  const by = NAMED_BY.get(tool);
  const name = by === undefined ? undefined : input[by.field];
  if (by === undefined || typeof name !== 'string' || !/^[\w@/.-]+(:[\w@/.-]+)?$/.test(name))
    return [];
  return [rung('exact', `${by.what} ${name}`, { tool, content: name })];
}

function wholeRung(tool: string): readonly RungOffer[] {
  if (!/^[A-Za-z][\w.-]*$/.test(tool)) return [];
  return [rung('tool', `every use of ${tool}`, { tool, content: null })];
}

/** A tool that is given something to run is allowed call by call. */
function isSuggested({ tool, input, suggestions }: OtherCall): boolean {
  const runsCode = ['command', 'code', 'script', 'cmd'].some((name) => Object.hasOwn(input, name));
  const rules = suggestedRules(suggestions);
  return !runsCode && rules?.every((rule) => rule.tool === tool && rule.content === null) === true;
}
