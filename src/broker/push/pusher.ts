import { isAsking, isSameNote, type Note, type OpenNote } from '../../core/away/note.ts';
import { planPushes, type Plan } from '../../core/away/plan.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import { sha256 } from '../store/sha256.ts';
import { createConfirmations } from './confirmations.ts';
import { messageFor } from './content.ts';
import { deliver } from './deliver.ts';
import type { PushPorts } from './push-ports.ts';
import type { SentOn } from './send-on.ts';
import { endsSubscription } from './trouble.ts';
import { tryPush } from './try-push.ts';

/** How long a push that was not accepted rests before it is sent again, in milliseconds. */
const REST = 60_000;

/** Keeps the notifications of all devices as they should be. */
export interface Pusher {
  /** Looks at what should be shown now, and sends what is not: to be called after every change. */
  update(): void;
  /** A device says that it showed a push; false where it was sent no such one. */
  confirm(device: string, push: string): boolean;
  /** Tries whether pushes arrive at a device: done once it has confirmed one. */
  test(device: string): Promise<Outcome>;
  /** The sessions that pushes pause for, after denials: they are asked at the desk alone. */
  paused(): ReadonlySet<string>;
  /** Sends nothing any more; resolves once nothing is under way. */
  close(): Promise<void>;
}

/** A push under way. There is one at a time for each place on a device; the newest wins. */
interface Lane {
  readonly note: Note;
  readonly dropped: AbortController;
}

/** Begins with nothing open on any device. */
export function createPusher(ports: PushPorts): Pusher {
  const { devices, state, clock } = ports;
  const confirmations = createConfirmations(ports.pause);
  const open = new Map<string, OpenNote>();
  const lanes = new Map<string, Lane>();
  const underWay = new Set<Promise<void>>();
  const resting = new Map<string, { readonly note: Note; readonly until: number }>();
  let paused: ReadonlySet<string> = new Set();
  let looking = new AbortController();
  let closed = false;

  function plan(): Plan {
    const reached = devices()
      .map(({ id }) => id)
      .filter((id) => state.of(id).subscription !== null);
    for (const [place, { note }] of open) if (!reached.includes(note.device)) open.delete(place);
    return planPushes({
      items: ports.items(),
      away: ports.away(),
      devices: reached,
      open: [...open.values()],
      now: clock.now(),
      ...ports.settings(),
      tagOf,
    });
  }

  function update(): void {
    const address = ports.address();
    if (closed || address === null) {
      dropUnwanted([]);
      return;
    }
    const { pushes, lookAt, paused: pausedNow } = plan();
    paused = pausedNow;
    dropUnwanted(pushes);
    const looks = pushes.map((note) =>
      lanes.has(placeOf(note)) ? null : sendOrRest(note, address),
    );
    look([lookAt, ...looks].filter((at) => at !== null));
  }

  function dropUnwanted(wanted: readonly Note[]): void {
    for (const { note, dropped } of lanes.values()) {
      if (!wanted.some((one) => isSameNote(one, note))) dropped.abort();
    }
  }

  /** @returns when to look again, where it rests */
  function sendOrRest(note: Note, address: string): number | null {
    const rest = resting.get(placeOf(note));
    if (rest !== undefined && isSameNote(rest.note, note) && clock.now() < rest.until) {
      return rest.until;
    }
    const lane = { note, dropped: new AbortController() };
    lanes.set(placeOf(note), lane);
    const sending = send(lane, address).finally(() => underWay.delete(sending));
    underWay.add(sending);
    return null;
  }

  async function send({ note, dropped }: Lane, address: string): Promise<void> {
    const sentAt = clock.now();
    const sent = await sendNote(note, address, dropped.signal);
    lanes.delete(placeOf(note));
    keep(note, sentAt, sent, dropped.signal.aborted);
    update();
  }

  async function sendNote(
    note: Note,
    address: string,
    dropped: AbortSignal,
  ): Promise<SentOn | null> {
    const device = devices().find(({ id }) => id === note.device);
    if (device === undefined) return null;
    try {
      const message = messageFor(ports, address, note);
      return await deliver(ports, confirmations, device, message, dropped);
    } catch (cause) {
      ports.log.error('A push could not be made', { cause: String(cause) });
      state.pushFailed(note.device, 'A push for it could not be made. The log says more.');
      return null;
    }
  }

  /** Notes what the device may show now, and what rests. */
  function keep(note: Note, sentAt: number, sent: SentOn | null, dropped: boolean): void {
    const place = placeOf(note);
    const accepted = sent?.outcome.kind === 'accepted';
    // With a new subscription it is sent at once.
    if (accepted || dropped || (sent !== null && endsSubscription(sent.outcome))) {
      resting.delete(place);
    } else {
      resting.set(place, { note, until: clock.now() + REST });
    }
    if (sent?.mayArrive !== true) return;
    if (isAsking(note)) open.set(place, { note, sentAt, doubtful: !accepted });
    else if (accepted) open.delete(place);
  }

  function look(times: readonly number[]): void {
    looking.abort();
    if (times.length === 0) return;
    looking = new AbortController();
    const { signal } = looking;
    void ports.pause(Math.min(...times) - clock.now(), signal).then(() => {
      if (!signal.aborted) update();
    });
  }

  return {
    update,
    confirm(device, push) {
      const known = confirmations.take(device, push);
      if (!known) return false;
      state.confirmed(device, clock.now());
      return true;
    },
    async test(id) {
      const device = devices().find((one) => one.id === id);
      if (device === undefined) return refused('unknown-request', 'This device is not paired.');
      return tryPush(ports, confirmations, device);
    },
    paused: () => paused,
    async close() {
      closed = true;
      looking.abort();
      confirmations.close();
      dropUnwanted([]);
      await Promise.all(underWay);
    },
  };
}

/** A place on a device: what is shown there is replaced by what comes next. */
function placeOf({ device, tag }: Note): string {
  return `${device} ${tag}`;
}

/** Stable for a session and telling nothing of it, in 32 characters (RFC 8030 §5.4). */
function tagOf(session: string): string {
  return sha256.sha256(`countersign session 1\n${session}`).slice(0, 32);
}
