import type { ApprovalPolicy } from '../../core/policy/authority.ts';
import type { LeashSetting } from '../../core/policy/leash.ts';
import type { ModeName } from '../../core/policy/modes.ts';
import { patchProfile } from '../../core/policy/patch-profile.ts';
import { PROFILES, type Profile } from '../../core/policy/profiles.ts';
import type { LeashChoice } from '../../protocol/leash.ts';
import type { LeashDocument, LeashRecord } from '../../protocol/leash-record.ts';
import { liesIn, realFolder } from './start-places.ts';

/** A profile and what it is for. */
export type NamedProfile = Profile & { readonly meaning: string };

/** What a person set, made ready for judging many calls. */
export interface OwnLeash {
  readonly record: LeashRecord;
  /** All profiles by name, the person’s own last. */
  readonly profiles: ReadonlyMap<string, NamedProfile>;
  /** The folders something is set for, the deepest first. */
  readonly folders: readonly { readonly folder: string; readonly choice: LeashChoice }[];
  /** The policies of folders, links followed. */
  readonly policies: readonly HeldPolicy[];
}

interface HeldPolicy {
  readonly policy: ApprovalPolicy;
  readonly folder: string | null;
  readonly session: string | null;
}

/** A session, and the folder it was started in, links followed. */
export interface SessionPlace {
  readonly session: string | null;
  readonly real: string | null;
}

/** Makes what a person set ready. Own profiles that can’t be made are left out: who uses one is asked. */
export function ownLeash(record: LeashRecord): OwnLeash {
  const { document, folders } = record;
  return {
    record,
    profiles: profilesOf(document),
    folders: [...folders].sort((left, right) => right.folder.length - left.folder.length),
    policies: document.policies.map(heldPolicy),
  };
}

/** All profiles by name, the person’s own last. */
export function profilesOf({ profiles }: LeashDocument): ReadonlyMap<string, NamedProfile> {
  const own = Object.entries(profiles).flatMap(([name, { meaning, ...rest }]) => {
    const made = patchProfile({ name, ...rest });
    if (made.kind === 'fault') return [];
    return [
      [name, { ...made.profile, meaning: meaning ?? `${rest.base}, changed by you` }],
    ] as const;
  });
  return new Map<string, NamedProfile>([...PROFILES, ...own]);
}

function heldPolicy(own: LeashDocument['policies'][number]): HeldPolicy {
  const { scope, match, requires } = own;
  return {
    policy: { scope, match, requires },
    folder: own.scope === 'project' ? realFolder(own.folder) : null,
    session: own.scope === 'session' ? own.session : null,
  };
}

/** What the person set for a session, a folder and the machine; null where it can’t be told. */
export function settingsOf(own: OwnLeash, place: SessionPlace): OwnSettings | null {
  const { record, folders } = own;
  const { real } = place;
  const around = real === null ? [] : folders.filter(({ folder }) => liesIn(real, folder));
  const ofFolder = {
    mode: around.find(({ choice }) => choice.mode !== null)?.choice.mode ?? null,
    profile: around.find(({ choice }) => choice.profile !== null)?.choice.profile ?? null,
  };
  const ofSession = record.sessions.find(({ session }) => session === place.session)?.choice;
  const machine = settingOf(own, record.machine);
  const folder = settingOf(own, ofFolder);
  const session = settingOf(own, ofSession);
  return machine === null || folder === null || session === null
    ? null
    : { machine, folder, session };
}

/** What is set in the person’s own places. */
export interface OwnSettings {
  readonly machine: LeashSetting;
  readonly folder: LeashSetting;
  readonly session: LeashSetting;
}

/** Null where a profile is named that isn’t there. */
function settingOf(
  { record, profiles }: OwnLeash,
  choice: LeashChoice | undefined,
): LeashSetting | null {
  if (choice === undefined) return {};
  const { mode, profile: named } = choice;
  const profile = named === null ? undefined : profiles.get(named);
  if (named !== null && profile === undefined) return null;
  return {
    ...(mode === null ? {} : { mode: modeOf(mode, record.document) }),
    ...(profile === undefined ? {} : { profile }),
  };
}

function modeOf(name: ModeName, { custom }: LeashDocument): NonNullable<LeashSetting['mode']> {
  return name === 'custom' ? { name, custom } : { name };
}

/** The person’s own policies that hold for a session. */
export function ownPolicies(own: OwnLeash, place: SessionPlace): readonly ApprovalPolicy[] {
  const { real } = place;
  return own.policies
    .filter(
      ({ folder, session }) =>
        (session === null || session === place.session) &&
        (folder === null || (real !== null && liesIn(real, folder))),
    )
    .map(({ policy }) => policy);
}
