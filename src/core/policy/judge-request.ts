import type { Verdict } from '../rules/verdict.ts';
import type { Assessment } from '../risk/assessment.ts';
import type { Leash } from './leash.ts';
import { judgeMode } from './modes.ts';
import { stricter, type LayerVerdict } from './outcome.ts';
import { judgeProfile } from './profiles.ts';

/** What each layer has to go by; null where one is missing or broke down. */
export interface LayerInput {
  /** What Claude Code’s own rules say (`core/rules/judge.ts`). */
  readonly rules: Verdict | null;
  readonly leash: Leash | null;
  readonly assessment: Assessment | null;
}

/** One layer by its name, and what it says. */
export interface Layer extends LayerVerdict {
  readonly layer: 'rules' | 'profile' | 'mode' | 'certainty';
}

/** What becomes of a request before it runs, and which layers said so. */
export interface RequestVerdict extends LayerVerdict {
  readonly layers: readonly Layer[];
}

/**
 * What becomes of a request: rules, profile and mode must all agree before it is let through, and
 * the strictest word counts. A layer that is missing asks. Where the mode is off, all is left to
 * Claude Code.
 */
export function judgeRequest({ rules, leash, assessment }: LayerInput): RequestVerdict {
  if (leash?.modes.every(({ name }) => name === 'off') === true) {
    const because = 'Countersign’s mode is off: Claude Code decides what it asks.';
    return { outcome: 'pass', because, layers: [{ layer: 'mode', outcome: 'pass', because }] };
  }
  const layers: readonly Layer[] = [
    ...ruleLayer(rules),
    ...leashLayers(leash, assessment),
    ...certainty(assessment),
  ];
  const first: Layer = {
    layer: 'mode',
    outcome: 'allow',
    because: 'Rules, profile and mode agree.',
  };
  const { outcome, because } = layers.reduce(
    (strictest, one) =>
      stricter(one.outcome, strictest.outcome) === strictest.outcome ? strictest : one,
    first,
  );
  return { outcome, because, layers };
}

/** Rules to deny and to ask always win; that no rule allows a call is no objection. */
function ruleLayer(rules: Verdict | null): readonly Layer[] {
  if (rules === null) return [missing('rules', 'Claude Code’s rules could not be read.')];
  const { outcome, rule, because } = rules;
  if (outcome === 'deny') return [{ layer: 'rules', outcome, because }];
  return outcome === 'ask' && rule !== null ? [{ layer: 'rules', outcome, because }] : [];
}

function leashLayers(leash: Leash | null, assessment: Assessment | null): readonly Layer[] {
  if (assessment === null) return [missing('mode', 'What this does could not be told.')];
  if (leash === null || leash.modes.length === 0) {
    return [missing('mode', 'The mode could not be read.')];
  }
  return [
    ...leash.profiles.map((profile): Layer => ({
      layer: 'profile',
      ...judgeProfile(profile, assessment),
    })),
    ...leash.modes.map((mode): Layer => ({ layer: 'mode', ...judgeMode(mode, assessment) })),
  ];
}

/** What isn’t known before it runs is never let through here: Claude Code looks at it itself. */
function certainty(assessment: Assessment | null): readonly Layer[] {
  if (assessment === null || assessment.certain) return [];
  const because = 'Some of it is only known when it runs.';
  return [{ layer: 'certainty', outcome: 'pass', because }];
}

function missing(layer: Layer['layer'], why: string): Layer {
  return { layer, outcome: 'ask', because: `${why} So a person is asked.` };
}
