import type { Call, Places } from './call.ts';
import { checkRule } from './check-rule.ts';
import { effectOf, type Effect } from './effect.ts';
import type { PlacedRule } from './placed-rule.ts';
import type { PreviewedRule, RuleDraft, RuleNote, RulePreview } from './preview.ts';
import { standingOf } from './standing.ts';

/** Sessions that would read the rules, all started in one folder. */
export interface PreviewPlace {
  readonly places: Places;
  /** Without the new ones. */
  readonly inForce: readonly PlacedRule[];
  /** The new rules as they would stand for these sessions. */
  readonly added: readonly PlacedRule[];
}

/** Another call that was asked about. */
export interface EarlierCall {
  readonly call: Call;
  readonly place: PreviewPlace;
  /** As a person knows it, in one line. */
  readonly title: string;
  /** Whether it still waits for an answer. */
  readonly waits: boolean;
}

/** What a preview is made of. */
export interface PreviewInput {
  readonly draft: RuleDraft;
  /** The settings file they would go to; null for a grant. */
  readonly file: string | null;
  /** The rules that stand in that file already, with the same behavior. */
  readonly there: readonly string[];
  /** The request they are chosen or written for, and where it was made. */
  readonly call: Call;
  readonly place: PreviewPlace;
  /** The other requests that are kept and whose sessions read that file, newest first. */
  readonly earlier: readonly EarlierCall[];
  /** Whether the queue would take the rules. */
  readonly canSave: boolean;
  /** Why they would decide nothing at all, whatever they say; null where they do. */
  readonly idle: string | null;
  readonly takesEffect: RulePreview['takesEffect'];
}

/** So many calls are named; the others are only counted. */
const EXAMPLES = 5;

/** What saving the rules of a draft would do. It never throws. */
export function previewRules(input: PreviewInput): RulePreview {
  const { draft, file, call, place, earlier, canSave, idle, takesEffect } = input;
  const effects = new Map<PreviewPlace, Effect>();
  const effectIn = (at: PreviewPlace): Effect => {
    const effect = effects.get(at) ?? effectOf(at.added, draft.behavior, at.inForce, at.places);
    effects.set(at, effect);
    return effect;
  };
  const { outcome, because } = effectIn(place).verdict(call);
  const matched = earlier.filter((one) => effectIn(one.place).matches(one.call));
  const settled = earlier.filter((one) => one.waits && effectIn(one.place).settles(one.call));
  const titles = new Set(matched.map(({ title }) => title));
  return {
    file,
    rules: place.added.map((rule) => previewRule(rule, input)),
    canSave,
    thisCall: idle === null ? { outcome, because } : { outcome: 'ask', because: idle },
    alsoMatched: {
      count: matched.length,
      of: earlier.length,
      examples: [...titles].slice(0, EXAMPLES),
    },
    alsoWaiting: idle === null ? settled.length : 0,
    takesEffect,
  };
}

function previewRule(rule: PlacedRule, { call, place, file, there }: PreviewInput): PreviewedRule {
  const { inForce, places } = place;
  return {
    text: rule.text,
    problems: checkRule(rule, call, places),
    notes:
      file !== null && there.includes(rule.text)
        ? [{ kind: 'already-there', file }]
        : notesOn(rule, inForce, places),
  };
}

function notesOn(
  rule: PlacedRule,
  inForce: readonly PlacedRule[],
  places: Places,
): readonly RuleNote[] {
  const standing = standingOf(rule, inForce, places);
  switch (standing.kind) {
    case 'in-force':
    // What is dead is a problem of the rule by itself.
    case 'dead':
      return [];
    case 'covered':
      return [{ kind: 'covered', by: standing.by.text, file: standing.by.file }];
    case 'shadowed': {
      const { text, file, behavior } = standing.by;
      return behavior === 'allow' ? [] : [{ kind: 'shadowed', by: text, file, behavior }];
    }
  }
}
