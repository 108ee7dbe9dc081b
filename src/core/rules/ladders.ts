import { rulesOf, type Destination, type OfferList, type Rung } from './offers.ts';

/** One step of a whole call's ladder: the rules of all its parts at that height. */
export interface LadderStep {
  readonly rung: Rung;
  readonly rules: readonly string[];
  readonly selected: boolean;
}

/** The ladder of a whole call, narrowest first; empty where nothing may be offered. */
export function laddersOf(list: OfferList, destination: Destination): readonly LadderStep[] {
  if (list.kind === 'none') return [];
  const rules = rulesOf(list.parts, [], destination);
  return [{ rung: 'exact', rules, selected: true }];
}
