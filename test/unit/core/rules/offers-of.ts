import { readCall } from '../../../../src/agents/claude-code/subject.ts';
import type { JsonObject } from '../../../../src/core/json.ts';
import type { Places } from '../../../../src/core/rules/call.ts';
import { offersFor } from '../../../../src/core/rules/offers-for.ts';
import type { Destination, OfferList, Offers } from '../../../../src/core/rules/offers.ts';

/** A session in the project `/home/dev/proj`. */
export const PLACES: Places = {
  folder: '/home/dev/proj',
  home: '/home/dev',
  claudeDir: '/home/dev/.claude',
};

/** What is offered for a call in the project. */
export function offersOf(
  tool: string,
  input: JsonObject,
  suggestions: readonly JsonObject[] = [],
): Offers {
  const { subject } = readCall(tool, input, undefined);
  return offersFor({ tool, input, subject, places: PLACES, cwd: PLACES.folder, suggestions });
}

/** What is offered for a shell command. */
export function ofCommand(command: string): Offers {
  return offersOf('Bash', { command, description: 'd' });
}

/** The ladder of each part: its rules from the narrowest on, the preselected one marked by a `!`. */
export function partsIn(
  list: OfferList,
  destination: Destination = 'project',
): Readonly<Record<string, readonly string[]>> {
  if (list.kind === 'none') return {};
  return Object.fromEntries(
    list.parts.map(({ part, rungs, selected }) => [
      part,
      rungs.map(
        ({ rules }, at) => `${at === selected ? '! ' : ''}${rules[destination].join(' + ')}`,
      ),
    ]),
  );
}

/** The rules of each rung, as they would stand in a file. */
export function rulesIn(list: OfferList, destination: Destination = 'project'): readonly string[] {
  return list.kind === 'none'
    ? []
    : list.parts.flatMap(({ rungs }) => rungs).map(({ rules }) => rules[destination].join(' + '));
}

/** What each rung covers, in words. */
export function reachesIn(list: OfferList): readonly string[] {
  return list.kind === 'none'
    ? []
    : list.parts.flatMap(({ rungs }) => rungs).map(({ reach }) => reach);
}
