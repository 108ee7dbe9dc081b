import { isPushEndpoint } from '../../core/pairing/push-endpoint.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import type { DeviceState } from '../devices/device-state.ts';
import type { ServerIdentity } from '../devices/identity.ts';
import { verifySignature } from '../devices/keys.ts';
import type { Nonces } from '../devices/nonces.ts';
import type { PairingDesk } from '../devices/pairing-desk.ts';
import type { ReplayCache } from '../devices/replay-cache.ts';
import type { Pusher } from '../push/pusher.ts';
import type { RemoteDesk } from '../remote/remote-desk.ts';
import type { RemoteParts } from '../remote/remote-parts.ts';
import type { AwayWatch } from './away-watch.ts';
import type { RecordedBook } from './recorded-book.ts';

/** What the calls of the page for devices are answered from. */
export interface PagePartsOptions {
  readonly desk: RemoteDesk;
  readonly book: RecordedBook;
  readonly state: DeviceState;
  readonly identity: ServerIdentity;
  readonly pairing: PairingDesk;
  readonly pusher: Pusher;
  readonly nonces: Nonces;
  readonly replays: ReplayCache;
  readonly away: AwayWatch;
  readonly serverName: string;
  readonly pushKey: string;
  /** Hosts of push services beside the known ones. */
  readonly pushHosts: () => readonly string[];
  /** After how many denials of a tool in a session a request offers more; 0 for never. */
  readonly denialLimit: () => number;
  /** Where the page is reached from outside now; null where nowhere. */
  readonly address: () => string | null;
  /** The address that is being tried. */
  readonly tried: () => string | null;
  readonly clock: Clock;
  readonly log: Log;
}

/** Joins the rest of the desk with the calls of the page for devices. */
export function pageParts(options: PagePartsOptions): RemoteParts {
  const { desk, book, state, identity, pairing, pusher, nonces, replays, away } = options;
  const { address, tried, clock, log } = options;
  return {
    desk,
    devices: book,
    identity,
    pairing,
    push: {
      subscribe(device, subscription) {
        const isFit =
          subscription === null || isPushEndpoint(subscription.endpoint, options.pushHosts());
        if (!isFit) return Promise.resolve(refused('answer-does-not-fit', UNKNOWN_SERVICE));
        state.subscribe(device.id, subscription);
        return Promise.resolve(DONE);
      },
      confirmed: (device, push) => void pusher.confirm(device.id, push),
      test: (device) => pusher.test(device.id),
      state(device) {
        const { subscription, confirmedAt } = state.of(device);
        return { subscribed: subscription !== null, confirmedAt };
      },
    },
    nonces,
    replays,
    verify: verifySignature,
    seen: (device) => state.seen(device, clock.now()),
    leave: ({ id, name }) => book.revokeBy(id, { kind: 'device', id, name }),
    serverName: () => options.serverName,
    pushKey: () => options.pushKey,
    away: () => away.away().on,
    denialLimit: options.denialLimit,
    address,
    isAnnounced(origin, device) {
      if (origin === address()) return true;
      if (device !== null) return origin === device.origin;
      // Being tried, or one from which some device still loads its page.
      return origin === tried() || book.list().some((one) => one.origin === origin);
    },
    clock,
    log,
  };
}

const DONE: Outcome = { kind: 'done', note: null };

const UNKNOWN_SERVICE =
  'The push service of this browser is none that Countersign knows. Add its host to the setting countersign.push.hosts on your computer.';
