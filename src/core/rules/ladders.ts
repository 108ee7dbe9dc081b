import { rulesOf, type Destination, type OfferList, type PartOffer, type Rung } from './offers.ts';

/** One step of a whole call's ladder. */
export interface LadderStep {
  readonly rung: Rung;
  /** The rules of all parts, each once. */
  readonly rules: readonly string[];
  /** Whether these are the preselected ones. */
  readonly selected: boolean;
}

/** Narrowest first, whatever kind of call they belong to. */
const LEVELS: readonly Rung[] = [
  ...(['exact', 'file', 'host', 'tool'] as const),
  ...(['action', 'folder', 'subdomains', 'family'] as const),
  ...(['program', 'project', 'server'] as const),
];

/**
 * The ladder of a whole call: a step for each rung that a part has, on which every part takes its
 * nearest rung at or below that one. Exactly one step is selected: that of the preselected rungs, which
 * gets a step of its own where they are of different height.
 */
export function laddersOf(list: OfferList, destination: Destination): readonly LadderStep[] {
  if (list.kind === 'none') return [];
  const { parts } = list;
  const selected = rulesOf(parts, [], destination);
  const steps: LadderStep[] = [];
  for (const level of LEVELS) {
    if (!parts.some(({ rungs }) => rungs.some(({ rung }) => rung === level))) continue;
    const rules = rulesOf(
      parts,
      parts.map((part) => nearest(part, level)),
      destination,
    );
    if (steps.some((step) => isSame(step.rules, rules))) continue;
    steps.push({ rung: level, rules, selected: isSame(rules, selected) });
  }
  return steps.some((step) => step.selected)
    ? steps
    : [...steps, { rung: highest(parts), rules: selected, selected: true }];
}

/** The place of a part's widest rung that does not go above a level; its narrowest where all do. */
function nearest({ rungs }: PartOffer, level: Rung): number {
  const most = LEVELS.indexOf(level);
  const below = rungs.filter(({ rung }) => LEVELS.indexOf(rung) <= most);
  return Math.max(0, below.length - 1);
}

/** The widest of the preselected rungs. */
function highest(parts: readonly PartOffer[]): Rung {
  const levels = parts.map(({ rungs, selected }) =>
    LEVELS.indexOf(rungs[selected]?.rung ?? 'exact'),
  );
  return LEVELS[Math.max(...levels)] ?? 'exact';
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.join('\n') === right.join('\n');
}
