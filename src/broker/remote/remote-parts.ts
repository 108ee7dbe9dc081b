import type { Device } from '../../core/pairing/device.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { Outcome } from '../../core/request/item.ts';
import type {
  PairAnswer,
  PairCall,
  PushSubscriptionInfo,
  RemoteRefusal,
} from '../../protocol/remote.ts';
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
  /** After how many denials of a tool in a session a request offers more; 0 for never. */
  readonly denialLimit: () => number;
  /** Where the desk is reached from outside now; null where nowhere. */
  readonly address: () => string | null;
  /**
   * Whether an address outside leads, or led, here: for a device, one that its page may have been
   * loaded from; for null, one of any device, of now, or one that is just being tried.
   */
  readonly isAnnounced: (origin: string, device: KeyHolder | null) => boolean;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who signs: a paired device, or one that is being paired. */
export type KeyHolder = Pick<Device, 'id' | 'name' | 'signingKey' | 'origin'>;

/** The pairing that is open, as a device that wants to be paired meets it. */
export interface PairingDoor {
  /** Takes a proof; a wrong one is a try. A repeat of the same call gets the same answer. */
  prove(call: PairCall): PairingProved;
  /** The device that proved itself last, by whose key it asks whether it is paired. */
  candidate(device: string): KeyHolder | null;
  /** Null for a device that never proved itself, and is not paired. */
  state(device: string): 'waiting' | 'paired' | 'refused' | null;
}

/** What became of a proof; the message is for the person on the device. */
export type PairingProved =
  | { readonly kind: 'proved'; readonly answer: PairAnswer }
  | {
      readonly kind: 'refused';
      readonly code: Extract<
        RemoteRefusal['code'],
        'bad-message' | 'pairing-closed' | 'pairing-taken' | 'wrong-code' | 'address'
      >;
      readonly message: string;
    };

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

/** The one-time numbers with which a device may decide a request, and what became of decisions. */
export interface DecisionNonces {
  /** The one this device may use for this request: the same until it was used. */
  give(device: string, request: string): string;
  /** The one that was given and not used yet; null where there is none. */
  given(device: string, request: string): string | null;
  /** What became of the decision with this signature, if it came before; null where it did not. */
  outcomeOf(device: string, request: string, signature: string): Promise<Outcome> | null;
  /** Uses the one that was given, then decides, and remembers the outcome for the signature. */
  spend(
    device: string,
    request: string,
    signature: string,
    decide: () => Promise<Outcome>,
  ): Promise<Outcome>;
}

/** Remembers signed calls for as long as their time would let them count again. */
export interface Replays {
  /** Takes the nonce of a call whose signature holds. @param at by the device's clock. */
  take(device: string, nonce: string, at: number): 'fresh' | 'replayed' | 'clock' | 'too-many';
}
