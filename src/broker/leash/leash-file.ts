import { join } from 'node:path';
import type { ApprovalPolicy } from '../../core/policy/authority.ts';
import type { LeashSetting } from '../../core/policy/leash.ts';
import type { Mode } from '../../core/policy/modes.ts';
import { patchProfile } from '../../core/policy/patch-profile.ts';
import { PROFILES, type Profile } from '../../core/policy/profiles.ts';
import { leashFileSchema, type LeashFileText } from '../../protocol/leash-record.ts';
import { faultAt, readText, type ReadText } from './judgement-text.ts';
import { readSmallFile } from './read-small-file.ts';

/** Whose file it is; it only tightens, whoever wrote it. */
export type FileOwner = 'project' | 'organisation';

/** What a file says of the leash. */
export interface LeashFile {
  readonly setting: LeashSetting;
  readonly policies: readonly ApprovalPolicy[];
}

/** The file of a project or an organisation, as it stands on disk. */
export type LeashFileRead =
  | ({ readonly kind: 'read' } & LeashFile)
  | { readonly kind: 'missing' }
  /** @property why names the file, says what is wrong and what to do. */
  | { readonly kind: 'problem'; readonly why: string };

/** Where a project keeps what it says of the leash. */
export function projectLeashFile(folder: string): string {
  return join(folder, '.claude', 'countersign.json');
}

/** Where an organisation keeps it: beside Claude Code’s own managed settings, where only an administrator writes. */
export function organisationLeashFile(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return 'C:\\Program Files\\Countersign\\leash.json';
  if (platform === 'darwin') return '/Library/Application Support/Countersign/leash.json';
  return '/etc/countersign/leash.json';
}

/** Reads the file of a project or an organisation. It never throws. */
export function readLeashFile(path: string, owner: FileOwner): LeashFileRead {
  const file = readSmallFile(path);
  if (file.kind === 'missing') return file;
  if (file.kind === 'problem') return { kind: 'problem', why: `${path} ${file.why} ${UNTIL}` };
  const read = readText(file.text, leashFileSchema);
  const made = read.kind === 'read' ? madeOf(read.value, owner) : read;
  if (made.kind === 'read') return { kind: 'read', ...made.value };
  return { kind: 'problem', why: `${path} can’t be used. ${made.why} ${UNTIL}` };
}

const UNTIL = 'Until it is mended, everything is asked.';

function madeOf(text: LeashFileText, owner: FileOwner): ReadText<LeashFile> {
  const mode = modeOf(text);
  const profile = profileOf(text, owner);
  if (profile?.kind === 'fault') return profile;
  const setting = {
    ...(mode === undefined ? {} : { mode }),
    ...(profile === null ? {} : { profile: profile.value }),
  };
  const policies = (text.policies ?? []).map((one) => ({ ...one, scope: owner }));
  return { kind: 'read', value: { setting, policies } };
}

function modeOf({ mode, custom }: LeashFileText): Mode | undefined {
  if (mode !== 'custom') return mode === undefined ? undefined : { name: mode };
  return { name: mode, custom: custom ?? { tiers: {}, domains: {} } };
}

function profileOf({ profile }: LeashFileText, owner: FileOwner): ReadText<Profile> | null {
  if (profile === undefined) return null;
  if (typeof profile === 'string') {
    const known = PROFILES.get(profile);
    if (known !== undefined) return { kind: 'read', value: known };
    return faultAt(['profile'], `There is no profile “${profile}”. ${KNOWN}`);
  }
  const made = patchProfile({ name: `${profile.base} ${OF[owner]}`, ...profile });
  if (made.kind === 'profile') return { kind: 'read', value: made.profile };
  return faultAt(['profile', ...made.path.split('/').slice(1)], made.message);
}

const OF: Readonly<Record<FileOwner, string>> = {
  project: '(this project’s own)',
  organisation: '(your organisation’s own)',
};

const KNOWN = `There are ${[...PROFILES.keys()].join(', ')}.`;
