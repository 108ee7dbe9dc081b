import type { Away } from '../../core/away/away.ts';
import type { Device } from '../../core/pairing/device.ts';
import type { Ids } from '../../core/ports.ts';
import type { Item } from '../../core/request/item.ts';
import type { PushSubscriptionInfo } from '../../protocol/remote.ts';
import type { RemoteSettings } from '../remote/remote-settings.ts';
import type { Pause } from './pause.ts';
import type { SendPorts } from './send.ts';

/** What is kept of a device and changes: where its pushes go, and what became of them. */
export interface PushState {
  /** A subscription of null goes nowhere. */
  of(device: string): { readonly subscription: PushSubscriptionInfo | null };
  /** Pushes go nowhere any more; the device subscribes again when its page is opened. */
  subscribe(device: string, subscription: null): void;
  /** It showed a push, so nothing is wrong with pushes; milliseconds since 1970. */
  confirmed(device: string, at: number): void;
  /** What is wrong with its pushes, and what to do. */
  pushFailed(device: string, problem: string): void;
}

/** What carrying out the plan needs from outside. */
export interface PushPorts extends SendPorts {
  /** What a person has to see and what was answered, oldest first. */
  readonly items: () => readonly Item[];
  readonly away: () => Away;
  readonly settings: () => Pick<RemoteSettings, 'mostOpen' | 'pauseAfterDenials'>;
  /** The paired devices. */
  readonly devices: () => readonly Device[];
  readonly state: PushState;
  /** The id of the desk's own key. */
  readonly server: string;
  /** Where the desk is reached from outside; null where nowhere, and then nothing is pushed. */
  readonly address: () => string | null;
  /** The key that only the desk and the holder of this agreement key can make: 32 bytes. */
  readonly sealingKey: (agreementKey: string) => Uint8Array;
  /** With which a device may decide a request, once. */
  readonly nonce: (device: string, request: string) => string;
  readonly ids: Ids;
  readonly pause: Pause;
}
