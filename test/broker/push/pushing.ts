import type { Pause } from '../../../src/broker/push/pause.ts';
import { createPusher, type Pusher } from '../../../src/broker/push/pusher.ts';
import type { PushPorts, PushState } from '../../../src/broker/push/push-ports.ts';
import type { Away } from '../../../src/core/away/away.ts';
import type { Device } from '../../../src/core/pairing/device.ts';
import type { Item } from '../../../src/core/request/item.ts';
import type { PushContent } from '../../../src/protocol/push.ts';
import type { PushSubscriptionInfo } from '../../../src/protocol/remote.ts';
import { answered, AWAY } from '../../fakes/away.ts';
import { aPending } from '../../fakes/desk.ts';
import { until } from '../../rigs/claude/wait.ts';
import type { Handset } from '../../rigs/push/handset.ts';
import { openSending, type Sending } from './sending.ts';

/** What is kept of a device. */
export interface Trace {
  subscription: PushSubscriptionInfo | null;
  confirmedAt: number | null;
  problem: string | null;
}

/** A pusher with one paired phone, over a strict push service on loopback. */
export interface Pushing {
  readonly sending: Sending;
  readonly pusher: Pusher;
  readonly phone: Handset;
  readonly trace: Trace;
  items: readonly Item[];
  away: Away;
  address: string | null;
  /** An agent asks. */
  ask(id: string, session?: string): void;
  /** The person answers. */
  answer(id: string): void;
  /** What the phone got so far, in short: `request r1`. */
  got(): readonly string[];
  /** Waits until the phone has got so many pushes; gives the newest. */
  gets(count: number): Promise<PushContent>;
  close(): Promise<void>;
}

const phoneDevice: Device = {
  id: 'phone-1',
  name: 'Pixel',
  signingKey: 'unused here',
  agreementKey: 'agreement',
  origin: 'https://approve.example',
  pairedAt: 1,
};

/**
 * Starts it.
 * @param confirms whether the phone confirms each push that it gets
 */
export async function openPushing(confirms = true): Promise<Pushing> {
  const sending = await openSending();
  const { time } = sending;
  const phone = sending.handset();
  const trace: Trace = { subscription: phone.subscription, confirmedAt: null, problem: null };
  let ids = 0;

  // As the real one does, it tells of every change, and the desk then looks again.
  const state: PushState = {
    of: () => trace,
    subscribe(_device, subscription) {
      Object.assign(trace, { subscription, problem: null });
      pusher.update();
    },
    confirmed(_device, at) {
      Object.assign(trace, { confirmedAt: at, problem: null });
      pusher.update();
    },
    pushFailed(_device, problem) {
      trace.problem = problem;
      pusher.update();
    },
  };
  const pause: Pause = time.pause;
  const ports: PushPorts = {
    ...sending.ports,
    items: () => pushing.items,
    away: () => pushing.away,
    settings: () => ({ mostOpen: 2, pauseAfterDenials: 3 }),
    devices: () => [phoneDevice],
    state,
    server: 'desk-1',
    address: () => pushing.address,
    sealingKey: (key) => (key === 'agreement' ? sending.sealingKey : new Uint8Array(32)),
    nonce: (device, request) => `nonce-${device}-${request}`,
    ids: { next: () => `push-${(ids += 1)}` },
    pause,
  };
  const pusher = createPusher(ports);
  phone.onReceived = ({ content }) => {
    if (confirms) pusher.confirm(phoneDevice.id, content.push);
  };

  const pushing: Pushing = {
    ...{ sending, pusher, phone, trace, items: [], away: AWAY, address: 'https://now.example' },
    ask(id, session = 's') {
      const now = time.clock.now();
      const item = aPending({ id, session, receivedAt: now, expiresAt: now + 3_600_000 });
      pushing.items = [...pushing.items, item];
      pusher.update();
    },
    answer(id) {
      pushing.items = pushing.items.map((item) =>
        item.request.id === id ? answered(item, 'allow', time.clock.now()) : item,
      );
      pusher.update();
    },
    got: () => phone.received.map(({ content }) => shortOf(content)),
    async gets(count) {
      const what = `${count} pushes on the phone`;
      return (await until(what, () => phone.received[count - 1])).content;
    },
    async close() {
      await pusher.close();
      await sending.close();
    },
  };
  return pushing;
}

function shortOf(content: PushContent): string {
  return content.kind === 'request' ? `request ${content.id}` : `${content.kind} ${content.title}`;
}
