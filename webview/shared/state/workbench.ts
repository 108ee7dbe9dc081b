import type { GrantChoice, GrantTerm } from '../../../src/core/grants/grant.ts';
import type { Behavior, OfferList, PartOffer, RuleChoice } from '../../../src/core/rules/offers.ts';
import type { RuleDraft } from '../../../src/core/rules/preview.ts';
import type { AlwaysMode, PartChoice } from './card-ui.ts';
import type { OpenItem } from './view.ts';

/** The offers of an "always", or why there are none. */
export function offersOf(item: OpenItem, behavior: Behavior): OfferList {
  return item.request.offers[behavior];
}

/** The parts of a call that need a rule each; none where nothing is offered. */
export function partsOf(item: OpenItem, { behavior }: AlwaysMode): readonly PartOffer[] {
  const list = offersOf(item, behavior);
  return list.kind === 'some' ? list.parts : [];
}

/** A workbench nobody has touched yet: the safe rung of each part, for always, in the project's file. */
export function freshWorkbench(behavior: Behavior): AlwaysMode {
  return {
    kind: 'always',
    behavior,
    choices: [],
    opened: null,
    destination: 'project',
    term: null,
    message: '',
  };
}

/** What was chosen for a part: the preselected rung where the person chose nothing yet. */
export function choiceOf(mode: AlwaysMode, part: PartOffer, at: number): PartChoice {
  return mode.choices[at] ?? { rung: part.selected, written: null };
}

/** How long the rules would hold: only an agent that waits can be allowed something for a while. */
export function termOf({ state }: OpenItem, { behavior, term }: AlwaysMode): GrantTerm | null {
  return behavior === 'allow' && state.kind === 'pending' ? term : null;
}

/** The rules of a rung as they would be saved: those of a grant read as in the project's file. */
export function rungRules(
  item: OpenItem,
  mode: AlwaysMode,
  part: PartOffer,
  rung: number,
): readonly string[] {
  const file = termOf(item, mode) === null ? mode.destination : 'project';
  return part.rungs[rung]?.rules[file] ?? [];
}

/** The rules a part would leave behind, as chosen or as written; an emptied field leaves none. */
export function partRules(
  item: OpenItem,
  mode: AlwaysMode,
  part: PartOffer,
  at: number,
): readonly string[] {
  const { rung, written } = choiceOf(mode, part, at);
  if (written?.counts !== true) return rungRules(item, mode, part, rung);
  return written.rules.map((rule) => rule.trim()).filter((rule) => rule !== '');
}

/** All rules that would be saved, word for word, each once, in the order of their parts. */
export function chosenRules(item: OpenItem, mode: AlwaysMode): readonly string[] {
  const rules = partsOf(item, mode).flatMap((part, at) => partRules(item, mode, part, at));
  return [...new Set(rules)];
}

/** Whether any of the rules was written by hand, and so was offered by nobody. */
export function isByHand(mode: AlwaysMode): boolean {
  return mode.choices.some((choice) => choice?.written?.counts === true);
}

/**
 * What the host is asked to look at. Where every field was emptied it is one empty rule, so that the
 * answer says what is missing.
 */
export function draftOf(item: OpenItem, mode: AlwaysMode): RuleDraft {
  const rules = chosenRules(item, mode);
  return {
    behavior: mode.behavior,
    to: termOf(item, mode) === null ? mode.destination : 'grant',
    rules: rules.length === 0 ? [''] : rules,
  };
}

/** The file a decision's rules go to, or how long they hold. */
export function ruleChoice(item: OpenItem, mode: AlwaysMode): RuleChoice {
  return { destination: mode.destination, rules: chosenRules(item, mode) };
}

/** A choice to allow: in a file, or for a while. */
export function allowChoice(item: OpenItem, mode: AlwaysMode): RuleChoice | GrantChoice {
  const term = termOf(item, mode);
  return term === null ? ruleChoice(item, mode) : { term, rules: chosenRules(item, mode) };
}

/** The workbench with another rung of a part; what was written stays at hand. */
export function withRung(mode: AlwaysMode, part: PartOffer, at: number, rung: number): AlwaysMode {
  const { written } = choiceOf(mode, part, at);
  return withChoice(mode, at, { rung, written: written && { ...written, counts: false } });
}

/** The workbench with the rules of a part to be written by hand, beginning with those chosen. */
export function withPen(item: OpenItem, mode: AlwaysMode, part: PartOffer, at: number): AlwaysMode {
  const { rung, written } = choiceOf(mode, part, at);
  const rules = written?.rules ?? rungRules(item, mode, part, rung);
  return withChoice(mode, at, { rung, written: { rules, counts: true } });
}

/** The workbench with another text of one rule that is written by hand. */
export function withText(
  mode: AlwaysMode,
  part: PartOffer,
  at: number,
  line: number,
  text: string,
): AlwaysMode {
  const { rung, written } = choiceOf(mode, part, at);
  const rules = (written?.rules ?? []).map((rule, place) => (place === line ? text : rule));
  return withChoice(mode, at, { rung, written: { rules, counts: true } });
}

function withChoice(mode: AlwaysMode, at: number, choice: PartChoice): AlwaysMode {
  const length = Math.max(mode.choices.length, at + 1);
  const choices = Array.from({ length }, (_, place) =>
    place === at ? choice : (mode.choices[place] ?? null),
  );
  return { ...mode, choices };
}
