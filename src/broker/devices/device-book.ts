import type { Unsubscribe } from '../../core/ports.ts';
import type { Device } from '../../core/pairing/device.ts';
import type { Outcome } from '../../core/request/item.ts';

/** The register of paired devices. What is in it counts at once, and only what is in it. */
export interface DeviceBook {
  list(): readonly Device[];
  find(id: string): Device | undefined;
  /** Whether a device was in the register and is no more. */
  wasRevoked(id: string): boolean;
  /** Resolves once it is on disk; a refusal says what to do, and then nothing was added. */
  add(device: Device): Promise<Outcome>;
  rename(id: string, name: string): Promise<Outcome>;
  /** Ends a device at once, before it is on disk. */
  revoke(id: string): Promise<Outcome>;
  /**
   * What is wrong with the register, in words that say what to do. While it is not ours or can't be
   * read, no device counts.
   */
  problem(): string | null;
  /**
   * Starts an empty register in the place of one that is not ours any more, which is set aside; one
   * that could only not be read is read again.
   */
  reset(): Promise<Outcome>;
  onChange(listener: () => void): Unsubscribe;
}
