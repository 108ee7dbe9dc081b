import type { LeashView } from '../../src/protocol/leash.ts';
import { PROFILES } from '../../src/core/policy/profiles.ts';

/** A leash of which nothing was chosen yet, with any part replaced. */
export function aLeash(fields: Partial<LeashView> = {}): LeashView {
  return {
    machine: { mode: null, profile: null },
    folders: [],
    sessions: [],
    profiles: [...PROFILES.values()].map(({ name, meaning }) => ({ name, meaning })),
    organisation: null,
    hook: 'not-needed',
    policies: 'none',
    blocksWithoutDesk: false,
    stopped: null,
    foresight: {
      of: 120,
      full: { allow: 118, ask: 2, deny: 0 },
      partial: { allow: 96, ask: 22, deny: 2 },
      manual: { allow: 41, ask: 79, deny: 0 },
    },
    isChosen: true,
    problem: null,
    ...fields,
  };
}
