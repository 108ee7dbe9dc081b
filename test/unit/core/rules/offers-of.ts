import { readCall } from '../../../../src/agents/claude-code/subject.ts';
import type { JsonObject } from '../../../../src/core/json.ts';
import { offersFor } from '../../../../src/core/rules/offers-for.ts';
import type { Destination, OfferList, Offers } from '../../../../src/core/rules/offers.ts';

/** What is offered for a call in the project `/home/dev/proj`. */
export function offersOf(
  tool: string,
  input: JsonObject,
  suggestions: readonly JsonObject[] = [],
): Offers {
  const { subject } = readCall(tool, input, undefined);
  return offersFor({ tool, input, subject, folder: '/home/dev/proj', suggestions });
}

/** What is offered for a shell command where Claude Code suggests these rules. */
export function ofCommand(command: string, ...suggested: readonly string[]): Offers {
  const suggestions = suggested.map((ruleContent) => ({
    type: 'addRules',
    rules: [{ toolName: 'Bash', ruleContent }],
    behavior: 'allow',
    destination: 'localSettings',
  }));
  return offersOf('Bash', { command, description: 'd' }, suggestions);
}

/** The rules of each offer, as they would stand in a file. */
export function rulesIn(list: OfferList, destination: Destination = 'project'): readonly string[] {
  return list.kind === 'none'
    ? []
    : list.parts.flatMap(({ rungs }) => rungs).map(({ rules }) => rules[destination].join(' + '));
}

/** What each offer covers, in words. */
export function reachesIn(list: OfferList): readonly string[] {
  return list.kind === 'none'
    ? []
    : list.parts.flatMap(({ rungs }) => rungs).map(({ reach }) => reach);
}
