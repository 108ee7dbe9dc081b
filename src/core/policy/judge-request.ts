import type { Verdict } from '../rules/verdict.ts';
import type { Assessment } from '../risk/assessment.ts';
import type { ApprovalPolicy, Scope } from './authority.ts';
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
  /** The policies that speak of the request (`policiesFor`); all there are where it can’t be told. */
  readonly policies: readonly ApprovalPolicy[];
}

/** One layer by its name, and what it says. */
export interface Layer extends LayerVerdict {
  readonly layer: 'rules' | 'profile' | 'mode' | 'certainty' | 'policy';
  /** What it is that says so, as a person knows it (“the mode partial”). */
  readonly by: string;
}

/** What becomes of a request before it runs, and which layers said so. */
export interface RequestVerdict extends LayerVerdict {
  readonly layers: readonly Layer[];
  /** What of them decided, as a person knows it. */
  readonly by: string;
}

/**
 * What becomes of a request: rules, profile and mode must all agree before it is let through, and
 * the strictest word counts. A layer that is missing asks, and so does a policy that says who signs.
 * Where the mode is off, all is left to Claude Code but what a policy of the organisation speaks of.
 */
export function judgeRequest(input: LayerInput): RequestVerdict {
  const { rules, leash, assessment, policies } = input;
  if (leash !== null && isOff(leash)) {
    const because = 'Countersign’s mode is off: Claude Code decides what it asks.';
    const off: Layer = { layer: 'mode', by: 'the mode off', outcome: 'pass', because };
    const held = policies.filter(({ scope }) => scope === 'organisation');
    return decided([off, ...policyLayer(held)]);
  }
  return decided([
    ...ruleLayer(rules),
    ...leashLayers(leash, assessment),
    ...certainty(assessment),
    ...policyLayer(policies),
  ]);
}

/** Whether a leash leaves everything to Claude Code. */
export function isOff({ modes }: Leash): boolean {
  return modes.length > 0 && modes.every(({ name }) => name === 'off');
}

/** The strictest layer decides; of equal ones, the first. */
function decided(layers: readonly Layer[]): RequestVerdict {
  const { outcome, because, by } = layers.reduce(
    (strictest, one) =>
      stricter(one.outcome, strictest.outcome) === strictest.outcome ? strictest : one,
    AGREED,
  );
  return { outcome, because, by, layers };
}

const AGREED: Layer = {
  ...{ layer: 'mode', by: 'the leash', outcome: 'allow' },
  because: 'Rules, profile and mode agree.',
};

/** Rules to deny and to ask always win; that no rule allows a call is no objection. */
function ruleLayer(rules: Verdict | null): readonly Layer[] {
  if (rules === null) return [missing('rules', 'Claude Code’s rules could not be read.')];
  const { outcome, rule, because } = rules;
  const by = rule === null ? 'Claude Code’s own rules' : `the rule ${rule.text}`;
  if (outcome === 'deny') return [{ layer: 'rules', by, outcome, because }];
  return outcome === 'ask' && rule !== null ? [{ layer: 'rules', by, outcome, because }] : [];
}

function leashLayers(leash: Leash | null, assessment: Assessment | null): readonly Layer[] {
  if (assessment === null) return [missing('mode', 'What this does could not be told.')];
  if (leash === null || leash.modes.length === 0) {
    return [missing('mode', 'The mode could not be read.')];
  }
  return [
    ...leash.profiles.map((profile): Layer => ({
      layer: 'profile',
      by: `the profile ${profile.name}`,
      ...judgeProfile(profile, assessment),
    })),
    ...leash.modes.map((mode): Layer => ({
      layer: 'mode',
      by: `the mode ${mode.name}`,
      ...judgeMode(mode, assessment),
    })),
  ];
}

/** What isn’t known before it runs is never let through here: Claude Code looks at it itself. */
function certainty(assessment: Assessment | null): readonly Layer[] {
  if (assessment === null || assessment.certain) return [];
  const because = 'Some of it is only known when it runs.';
  return [{ layer: 'certainty', by: 'the leash', outcome: 'pass', because }];
}

/** Who is to sign has to see it first; the policies that speak of it, the nearest first. */
function policyLayer(policies: readonly ApprovalPolicy[]): readonly Layer[] {
  return policies.map(({ scope }) => {
    const by = `a policy ${OF[scope]}`;
    return { layer: 'policy', by, outcome: 'ask', because: `It needs a signature, says ${by}.` };
  });
}

const OF: Readonly<Record<Scope, string>> = {
  session: 'of this session',
  project: 'of this project',
  machine: 'of this machine',
  organisation: 'of your organisation',
};

function missing(layer: Layer['layer'], why: string): Layer {
  return { layer, by: 'the leash', outcome: 'ask', because: `${why} So a person is asked.` };
}
