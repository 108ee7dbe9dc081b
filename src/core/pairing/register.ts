import type { Device } from './device.ts';

/** One thing that happened to a paired device, as the register keeps it. */
export type RegisterEntry =
  | { readonly kind: 'paired'; readonly device: Device }
  | { readonly kind: 'renamed'; readonly id: string; readonly name: string }
  | { readonly kind: 'revoked'; readonly id: string };

/** What all entries of the register come to. */
export interface Register {
  /** The devices that are paired, by id, in the order of their pairing. */
  readonly devices: ReadonlyMap<string, Device>;
  /** The ids of those that were, and are no more. */
  readonly revoked: ReadonlySet<string>;
}

/** A register without an entry. */
export const EMPTY_REGISTER: Register = { devices: new Map(), revoked: new Set() };

/** The register with one entry more. A name for a device that is not paired changes nothing. */
export function afterEntry(register: Register, entry: RegisterEntry): Register {
  const devices = new Map(register.devices);
  const revoked = new Set(register.revoked);
  switch (entry.kind) {
    case 'paired':
      devices.delete(entry.device.id);
      devices.set(entry.device.id, entry.device);
      revoked.delete(entry.device.id);
      return { devices, revoked };
    case 'renamed': {
      const device = devices.get(entry.id);
      if (device) devices.set(entry.id, { ...device, name: entry.name });
      return { devices, revoked };
    }
    case 'revoked':
      devices.delete(entry.id);
      revoked.add(entry.id);
      return { devices, revoked };
  }
}
