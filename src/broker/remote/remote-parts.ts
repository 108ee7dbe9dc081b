import type { Device } from '../../core/pairing/device.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { Outcome } from '../../core/request/item.ts';
import type { PairAnswer, PairCall, PushSubscriptionInfo } from '../../protocol/remote.ts';
import type { DeviceBook } from '../devices/device-book.ts';
import type { ServerIdentity } from '../devices/identity.ts';
import type { RemoteDesk } from './remote-desk.ts';

/** What the calls of the remote page need from the rest of the desk. */
export interface RemoteParts {
  readonly desk: RemoteDesk;
  readonly devices: Pick<DeviceBook, 'find' | 'wasRevoked' | 'onChange'>;
  readonly identity: ServerIdentity;
  readonly pairing: PairingDoor;
  readonly push: PushDoor;
  readonly nonces: DecisionNonces;
  readonly replays: Replays;
  /** Whether a public key (as of `Device`) made this signature over this statement. */
  readonly verify: (publicKey: string, statement: string, signature: string) => boolean;
  /** A device made a call that its key signed. */
  readonly seen: (device: string) => void;
  /** Ends a device that asked for it. */
  readonly leave: (device: Device) => Promise<Outcome>;
  /** How the person knows this computer. */
  readonly serverName: () => string;
  /** The public key that pushes are sent with. */
  readonly pushKey: () => string;
  readonly away: () => boolean;
  /** Where the desk is reached from outside now; null where nowhere. */
  readonly address: () => string | null;
  /**
   * Whether an address outside leads, or led, here: for a device, one that its page may have been
   * loaded from; for null, one of any device, of now, or one that is just being tried.
   */
  readonly isAnnounced: (origin: string, device: Device | null) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** The pairing that is open, as a device that wants to be paired meets it. */
export interface PairingDoor {
  /** Takes a proof; a wrong one is a try. A repeat of the same call gets the same answer. */
  prove(call: PairCall): PairingProved;
  /** A device that proved itself: while it waits to be confirmed, and for a while after. */
  find(device: string): Device | undefined;
  state(device: string): 'waiting' | 'paired' | 'refused';
}

/** What became of a proof. */
export type PairingProved =
  | { readonly kind: 'proved'; readonly answer: PairAnswer }
  | { readonly kind: 'refused'; readonly code: 'pairing-closed' | 'pairing-taken' | 'wrong-code' };

/** What devices tell about pushes. */
export interface PushDoor {
  /** Where pushes for a device go from now on; null for nowhere. */
  subscribe(device: Device, subscription: PushSubscriptionInfo | null): Promise<Outcome>;
  /** A device showed this push. */
  confirmed(device: Device, push: string): void;
  /** Sends a push that asks nothing. */
  test(device: Device): Promise<Outcome>;
  state(device: string): { readonly subscribed: boolean; readonly confirmedAt: number | null };
}

/** The one-time numbers with which a device may decide a request. They are in memory only. */
export interface DecisionNonces {
  /** The one this device may use for this request: the same until it was used. */
  give(device: string, request: string): string;
  /** The one that was given and not used yet; null where there is none. */
  given(device: string, request: string): string | null;
  /** It was used and counts no more. */
  use(device: string, request: string): void;
}

/** Remembers signed calls for as long as their time would let them count again. */
export interface Replays {
  /** Whether this is the first call of the device with this nonce; from then on it is not. */
  isFirst(device: string, nonce: string, at: number): boolean;
}
