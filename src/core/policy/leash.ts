import type { Assessment } from '../risk/assessment.ts';
import { ACTIONS, DOMAINS } from '../risk/domains.ts';
import { TIERS } from '../risk/tier.ts';
import { judgeMode, type Mode } from './modes.ts';
import { OUTCOMES, stricter, stricterWord, type Outcome } from './outcome.ts';
import type { Profile } from './profiles.ts';

/** How long the leash is: modes and profiles that all have to agree. */
export interface Leash {
  readonly modes: readonly Mode[];
  readonly profiles: readonly Profile[];
}

/** What one place sets: a machine, a folder or a session from the panel, or a project’s file. */
export interface LeashSetting {
  readonly mode?: Mode;
  readonly profile?: Profile;
}

/** The places from which a leash is set. */
export interface LeashSettings {
  readonly machine: LeashSetting;
  /** For this folder, set by the person in the panel. */
  readonly folder: LeashSetting;
  readonly session: LeashSetting;
  /** What the project’s file says, which anybody may have written: it can only tighten. */
  readonly projectFile: LeashSetting;
}

/** A leash, and what a project’s file tried to loosen, each in words for a person. */
export interface Tightened {
  readonly leash: Leash;
  readonly loosened: readonly string[];
}

/** The leash of a session: the nearest of the person’s own settings, and what the project tightens. */
export function leashFor({ machine, folder, session, projectFile }: LeashSettings): Tightened {
  const mode = session.mode ?? folder.mode ?? machine.mode ?? { name: 'off' };
  const profile = session.profile ?? folder.profile ?? machine.profile;
  const own = { modes: [mode], profiles: profile === undefined ? [] : [profile] };
  return tighten(own, projectFile);
}

/**
 * Adds what a project’s file says. All that stood before still has to agree, so nothing in it can let
 * anything further; what it tried to is named.
 */
export function tighten(base: Leash, project: LeashSetting): Tightened {
  const { mode, profile } = project;
  return {
    leash: {
      modes: mode === undefined ? base.modes : [...base.modes, mode],
      profiles: profile === undefined ? base.profiles : [...base.profiles, profile],
    },
    loosened: [
      ...(mode === undefined ? [] : loosenedByMode(base, mode)),
      ...(profile === undefined ? [] : loosenedByProfile(base, profile)),
    ],
  };
}

function loosenedByMode(base: Leash, mode: Mode): readonly string[] {
  const tiers = TIERS.filter((tier) => {
    const request = { ...BLANK, tier };
    return isLooser(outcomeIn([mode], request), outcomeIn(base.modes, request));
  }).map((tier) => `${tier} risk`);
  const domains = DOMAINS.filter(({ domain }) => {
    const request: Assessment = { ...BLANK, domains: [domain] };
    return isLooser(outcomeIn([mode], request), outcomeIn(base.modes, request));
  }).map(({ domain }) => `the domain ${domain}`);
  // Where no tier is looser, only what is said of single domains can be.
  const found = tiers.length > 0 ? tiers : domains;
  return found.map((what) => `The project’s mode ${mode.name} would be looser about ${what}.`);
}

function loosenedByProfile({ profiles }: Leash, profile: Profile): readonly string[] {
  return ACTIONS.filter((action) =>
    profiles.some(
      ({ table }) =>
        table[action] !== profile.table[action] &&
        stricterWord(table[action], profile.table[action]) === table[action],
    ),
  ).map((action) => `The project’s profile ${profile.name} would be looser about ${action}.`);
}

/** A request of which nothing but its tier or its domain counts. */
const BLANK: Assessment = {
  tier: 'none',
  reasons: [],
  domains: [],
  actions: [],
  certain: true,
  mayAlways: true,
};

function outcomeIn(modes: readonly Mode[], assessment: Assessment): Outcome {
  return modes.map((mode) => judgeMode(mode, assessment).outcome).reduce(stricter, 'allow');
}

function isLooser(left: Outcome, right: Outcome): boolean {
  return OUTCOMES.indexOf(left) < OUTCOMES.indexOf(right);
}
