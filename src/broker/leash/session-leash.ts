import type { ApprovalPolicy } from '../../core/policy/authority.ts';
import { leashFor, tighten, type Leash } from '../../core/policy/leash.ts';
import type { LeashFileRead } from './leash-file.ts';
import { ownPolicies, settingsOf, type OwnLeash, type SessionPlace } from './own-leash.ts';

/** A project’s file, as it stands on disk. */
export interface ProjectFile {
  readonly file: string;
  readonly read: LeashFileRead;
}

/** The leash of a session, as all that sets one makes it. */
export interface SessionLeash {
  /** What of it can be read. */
  readonly leash: Leash;
  /** Whether that is all of it; where it isn’t, everything is asked that is not denied. */
  readonly isWhole: boolean;
  readonly policies: readonly ApprovalPolicy[];
  /** What each project’s file tried to loosen, in words; in the order of the files. */
  readonly loosened: readonly (readonly string[])[];
}

/** What a leash is made of. */
export interface LeashSources {
  /** Null where it can’t be read. */
  readonly own: OwnLeash | null;
  readonly organisation: LeashFileRead;
  /** The nearest first. */
  readonly projects: readonly ProjectFile[];
}

/** The person’s own leash for a place, tightened by the organisation’s file and by the project’s. */
export function sessionLeash(sources: LeashSources, place: SessionPlace): SessionLeash {
  const { own, organisation, projects } = sources;
  const settings = own && settingsOf(own, place);
  const isWhole =
    settings !== null &&
    organisation.kind !== 'problem' &&
    projects.every(({ read }) => read.kind !== 'problem');
  const policies = [
    ...(own ? ownPolicies(own, place) : []),
    ...projects.flatMap(({ read }) => policiesIn(read)),
    ...policiesIn(organisation),
  ];
  const base = leashFor({ ...(settings ?? NOTHING_SET), projectFile: settingIn(organisation) });
  let { leash } = base;
  const loosened = projects.map(({ read }) => {
    const tightened = tighten(leash, settingIn(read));
    leash = tightened.leash;
    return tightened.loosened;
  });
  return { leash, isWhole, policies, loosened };
}

const NOTHING_SET = { machine: {}, folder: {}, session: {} };

function settingIn(read: LeashFileRead): Parameters<typeof tighten>[1] {
  return read.kind === 'read' ? read.setting : {};
}

function policiesIn(read: LeashFileRead): readonly ApprovalPolicy[] {
  return read.kind === 'read' ? read.policies : [];
}
