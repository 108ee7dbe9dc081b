import type { ApproverRef } from '../../core/policy/approvers.ts';
import { patchProfile } from '../../core/policy/patch-profile.ts';
import {
  leashDocumentSchema,
  type LeashDocument,
  type LeashRecord,
} from '../../protocol/leash-record.ts';

import { faultAt, readText, type ReadText } from './judgement-text.ts';
import { deviceMeant, type KnownDevice } from './signers.ts';

/** What a document may speak of. */
export interface KnownNames {
  /** The paired devices; null where they can’t be told now. */
  readonly devices: readonly KnownDevice[] | null;
  /** What is set already, which may use the document’s profiles; null where it can’t be read. */
  readonly record: LeashRecord | null;
}

/** The person’s document as text to edit. */
export function documentText(document: LeashDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Reads an edited document, or says which part of it can’t be used. */
export function readDocumentText(text: string, known: KnownNames): ReadText<LeashDocument> {
  const read = readText(text, leashDocumentSchema);
  if (read.kind === 'fault') return read;
  const document = read.value;
  return (
    profileFault(document) ??
    peopleFault(document, known) ??
    policyFault(document, known) ??
    useFault(document, known) ??
    read
  );
}

type Fault = ReadText<never> | null;

function profileFault({ profiles }: LeashDocument): Fault {
  for (const [name, { base, patch }] of Object.entries(profiles)) {
    const made = patchProfile({ name, base, patch });
    if (made.kind === 'profile') continue;
    const place = made.path === '/name' ? [] : made.path.split('/').slice(1);
    return faultAt(['profiles', name, ...place], made.message);
  }
  return null;
}

/** Each device, and this editor, belongs to one person: else one could sign as two. */
function peopleFault({ people }: LeashDocument, { devices: paired }: KnownNames): Fault {
  const names = new Set<string>();
  const owners = new Map<string, string>();
  let atEditor: string | null = null;
  for (const [at, { name, devices: own, editor }] of people.entries()) {
    const place = ['people', String(at)];
    if (names.has(name)) return faultAt([...place, 'name'], `“${name}” stands here twice.`);
    names.add(name);
    for (const device of own) {
      const key = deviceMeant(device, paired ?? [])?.id ?? device;
      const other = owners.get(key);
      if (other !== undefined) {
        return faultAt([...place, 'devices'], `“${device}” is ${other}’s already.`);
      }
      owners.set(key, name);
    }
    if (editor !== true) continue;
    if (atEditor !== null) return faultAt([...place, 'editor'], `${atEditor} sits there already.`);
    atEditor = name;
  }
  return null;
}

/** A policy that nobody could ever meet is a slip. */
function policyFault({ policies, people }: LeashDocument, { devices }: KnownNames): Fault {
  for (const [at, { requires }] of policies.entries()) {
    for (const [index, ref] of requires.of.entries()) {
      const why = unknownRef(ref, people, devices);
      if (why !== null) {
        return faultAt(['policies', String(at), 'requires', 'of', String(index)], why);
      }
    }
  }
  return null;
}

function unknownRef(
  ref: ApproverRef,
  people: LeashDocument['people'],
  devices: KnownNames['devices'],
): string | null {
  switch (ref.kind) {
    case 'editor':
    case 'any-device':
      return null;
    case 'device':
      return devices === null || deviceMeant(ref.id, devices) !== undefined
        ? null
        : `There is no paired device, or not only one, “${ref.id}”.`;
    case 'person':
      return people.some(({ name }) => name === ref.name)
        ? null
        : `There is no person “${ref.name}” among the people.`;
    case 'role':
      return people.some(({ roles }) => roles.includes(ref.name))
        ? null
        : `Nobody among the people has the role “${ref.name}”.`;
  }
}

/** A profile that is in use can’t go. */
function useFault({ profiles }: LeashDocument, { record }: KnownNames): Fault {
  if (record === null) return null;
  const gone = Object.keys(record.document.profiles).filter(
    (name) => !Object.hasOwn(profiles, name),
  );
  const uses = [
    { profile: record.machine.profile, where: 'this machine' },
    ...record.folders.map(({ folder, choice }) => ({ profile: choice.profile, where: folder })),
    ...record.sessions.map(({ choice }) => ({ profile: choice.profile, where: 'a session' })),
  ];
  const used = uses.find(({ profile }) => profile !== null && gone.includes(profile));
  if (used === undefined) return null;
  return faultAt(
    ['profiles'],
    `“${used.profile ?? ''}” is set for ${used.where}. Set another profile there first.`,
  );
}
