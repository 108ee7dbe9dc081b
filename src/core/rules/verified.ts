import type { Call, Places } from './call.ts';
import { compileRules, judge } from './judge.ts';
import { nothing } from './offer-list.ts';
import {
  rulesOf,
  type Behavior,
  type Destination,
  type OfferList,
  type PartOffer,
} from './offers.ts';
import type { PlacedRule } from './placed-rule.ts';
import type { Verdict } from './verdict.ts';

/** The call that offers are made for, and where the paths in rules are read from. */
export interface OfferFor {
  readonly call: Call;
  readonly places: Places;
  readonly behavior: Behavior;
  /** What was asked of the matcher for this call already. */
  readonly answers: Map<string, Verdict>;
}

const DESTINATIONS: readonly Destination[] = ['project', 'local', 'user'];

/**
 * Keeps the rungs that do what they say: with them, and the preselected ones of the other parts, the
 * matcher lets this very call through (or denies it), whichever file they stand in. Where the
 * preselected ones together don't, nothing is offered, and the matcher says why.
 */
export function verified(list: OfferList, offered: OfferFor): OfferList {
  if (list.kind === 'none') return list;
  const failed = failureOf(list.parts, [], offered);
  if (failed !== null) return nothing(failed.because);
  const parts = list.parts.map((part, at): PartOffer => {
    const selected = part.rungs[part.selected];
    const rungs = part.rungs.filter((one, place) => {
      if (one === selected) return true;
      const choice = list.parts.map((other, i) => (i === at ? place : other.selected));
      return failureOf(list.parts, choice, offered) === null;
    });
    return { ...part, rungs, selected: rungs.findIndex((one) => one === selected) };
  });
  return { kind: 'some', parts };
}

/** What the matcher says where the chosen rungs don't do it, in the first file in which they don't. */
function failureOf(
  parts: readonly PartOffer[],
  rungs: readonly number[],
  offered: OfferFor,
): Verdict | null {
  const asked = new Set<string>();
  for (const destination of DESTINATIONS) {
    const rules = rulesOf(parts, rungs, destination);
    // Most rules read the same in every file.
    const key = rules.join('\n');
    if (asked.has(key)) continue;
    asked.add(key);
    const verdict = verdictWith(rules, destination, offered);
    if (verdict.outcome !== offered.behavior) return verdict;
  }
  return null;
}

/**
 * What would become of the call if only these rules stood in a file.
 * @param command another command in the place of the call's own
 */
export function verdictWith(
  rules: readonly string[],
  destination: Destination,
  offered: OfferFor,
  command?: string,
): Verdict {
  const file = rules.length === 0 ? '' : `${offered.behavior} ${destination}`;
  const key = [file, command ?? '', ...rules].join('\0');
  const known = offered.answers.get(key);
  if (known !== undefined) return known;
  const verdict = judgeWith(rules, destination, offered, command);
  offered.answers.set(key, verdict);
  return verdict;
}

function judgeWith(
  rules: readonly string[],
  destination: Destination,
  { call, places, behavior }: OfferFor,
  command: string | undefined,
): Verdict {
  const root = destination === 'user' ? places.claudeDir : places.folder;
  const placed = rules.map((text): PlacedRule => ({
    text,
    behavior,
    scope: destination,
    file: destination,
    root,
  }));
  const input = command === undefined ? call.input : { ...call.input, command };
  return judge(compileRules(placed, places), { ...call, input });
}
