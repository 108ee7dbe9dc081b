import type { ApproverRef, Requirement, Signer } from '../../core/policy/approvers.ts';
import type { Approver } from '../../core/request/decision.ts';
import type { Person } from '../../protocol/leash-record.ts';

/** Who signs, and how they are called. */
export interface Signers {
  /**
   * Who it is that answers; null for what can’t sign: a grant, the leash, a device that is known not to
   * be paired.
   */
  signerOf(by: Approver): Signer | null;
  /** One that may sign, as a person knows it. */
  nameOf(ref: ApproverRef): string;
}

/** A paired device, as far as signing goes. */
export interface KnownDevice {
  readonly id: string;
  readonly name: string;
}

/** What knowing signers needs, as it is now. */
export interface SignersOptions {
  readonly people: () => readonly Person[];
  /** Null where they can’t be told. */
  readonly devices: () => readonly KnownDevice[] | null;
}

/** Knows people and devices as they are when it is asked. */
export function knownSigners({ people, devices }: SignersOptions): Signers {
  return {
    signerOf(by) {
      switch (by.kind) {
        case 'window':
          return signer(
            null,
            people().find(({ editor }) => editor === true),
          );
        case 'device':
          return isGone(by.id, devices()) ? null : signer(by.id, ownerOf(by, people()));
        case 'grant':
        case 'leash':
          return null;
      }
    },
    nameOf(ref) {
      switch (ref.kind) {
        case 'editor':
          return people().find(({ editor }) => editor === true)?.name ?? 'this editor';
        case 'any-device':
          return 'any of your devices';
        case 'device':
          return deviceMeant(ref.id, devices() ?? [])?.name ?? 'a device that isn’t paired';
        case 'person':
          return ref.name;
        case 'role':
          return `somebody with the role ${ref.name}`;
      }
    },
  };
}

function isGone(id: string, devices: readonly KnownDevice[] | null): boolean {
  return devices?.every((device) => device.id !== id) ?? false;
}

function signer(device: string | null, person: Person | undefined): Signer {
  return { device, person: person?.name ?? null, roles: person?.roles ?? [] };
}

/** By its id; by its name only where no id says whose it is. */
function ownerOf({ id, name }: KnownDevice, people: readonly Person[]): Person | undefined {
  return (
    people.find(({ devices }) => devices.includes(id)) ??
    people.find(({ devices }) => devices.includes(name))
  );
}

/** The device of an id, or of a name that only one of them has. */
export function deviceMeant(
  wanted: string,
  devices: readonly KnownDevice[],
): KnownDevice | undefined {
  const byId = devices.find(({ id }) => id === wanted);
  if (byId !== undefined) return byId;
  const [only, second] = devices.filter(({ name }) => name === wanted);
  return second === undefined ? only : undefined;
}

/** Requirements in which devices that are called by name are named by id. */
export function withDeviceIds(
  requirements: readonly Requirement[],
  devices: readonly KnownDevice[] | null,
): readonly Requirement[] {
  return requirements.map(({ of, needs }) => ({
    needs,
    of: of.map((ref) =>
      ref.kind === 'device'
        ? { kind: 'device', id: deviceMeant(ref.id, devices ?? [])?.id ?? ref.id }
        : ref,
    ),
  }));
}
