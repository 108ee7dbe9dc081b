import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAttentive } from '../../core/away/attention.ts';
import type { Clock } from '../../core/ports.ts';
import type { RemoteStatus } from '../../protocol/remote-status.ts';
import type { DeskOptions } from '../desk-options.ts';
import { openDeviceState } from '../devices/device-state.ts';
import { createNonces } from '../devices/nonces.ts';
import { openDeviceBook } from '../devices/open-device-book.ts';
import { createPairingDesk } from '../devices/pairing-desk.ts';
import { createReplayCache } from '../devices/replay-cache.ts';
import { openServerIdentity } from '../devices/server-identity.ts';
import { keepInspectorClosed } from '../no-inspector.ts';
import { pause } from '../push/pause.ts';
import { createPusher } from '../push/pusher.ts';
import { createAuthorize, openPushKeys, PUSH_SUBJECT } from '../push/vapid.ts';
import type { RemoteControl } from '../remote/remote-control.ts';
import type { RemoteDesk } from '../remote/remote-desk.ts';
import type { DeviceRecorder } from '../store/recorder.ts';
import { watchAway } from './away-watch.ts';
import { pageDesk } from './page-desk.ts';
import { pageParts } from './page-parts.ts';
import { recordedBook } from './recorded-book.ts';
import { remoteControls } from './remote-controls.ts';
import { deviceStatusOf } from './remote-status.ts';
import { createWayOut, type WayTarget } from './way-out.ts';

/** The way to the person's devices, while this window holds the desk. */
export interface Remote {
  readonly control: RemoteControl;
  status(): RemoteStatus;
  /** Whether a window of the editor has the focus. */
  setFocused(focused: boolean): void;
  /** Whether a person is likely to see a request now, here or on a device. */
  attentive(): boolean;
  close(): Promise<void>;
}

/**
 * How long the way stays open after nobody is expected any more, in milliseconds: a device that was
 * just paired is not in the register yet, and one that was refused has to learn of it.
 */
const LINGER = 3_000;

/** How long a revoked device finds somebody who tells it so, in milliseconds. */
const FAREWELL = 60_000;

/** How long pushes under way may take to end with the way, in milliseconds. */
const CLOSE_WITHIN = 500;

/** What the way to the devices is made of. */
export interface OpenRemoteOptions {
  readonly window: DeskOptions;
  readonly desk: RemoteDesk;
  readonly recorder: DeviceRecorder;
  readonly clock: Clock;
  /** Hears, in words for the person, what could not be kept. */
  readonly onProblem: (message: string) => void;
  readonly onChange: () => void;
}

/**
 * Opens the way to the person's devices: their register, Away, pushes, the page and its address.
 * @throws {VaultError} where the secrets it stands on can't be read
 */
export async function openRemote(options: OpenRemoteOptions): Promise<Remote> {
  const { window, desk, recorder, clock, onProblem, onChange } = options;
  const { log, storageFolder: folder, windowName, remote } = window;
  const { vault } = remote;
  let settings = remote.settings;
  let focused = true;
  let closing: NodeJS.Timeout | undefined;
  /** Until when the way stays open for a device that was revoked. */
  let farewellUntil = 0;

  const identity = await openServerIdentity(vault);
  const pushKeys = await openPushKeys(vault, log);
  const opened = await openDeviceBook({ folder, vault, clock, log });
  const book = recordedBook(opened, recorder, windowName, log);
  const state = await openDeviceState({ folder, book, log, onProblem });
  const page = pageDesk(desk, clock.now());
  const nonces = createNonces();
  const replays = createReplayCache(clock);
  const serverName = hostname();
  const pushKey = pushKeys.publicKey;
  const away = watchAway({
    clock,
    log,
    recorder,
    windowName,
    awayAfter: () => (book.list().length === 0 ? null : settings.awayAfter),
  });
  const pairing = createPairingDesk({
    clock,
    identity,
    book,
    serverName,
    pushKey,
    address: () => way.address() ?? way.ownAddress(),
    isOurs: (origin) => origin === way.address() || origin === way.ownAddress(),
  });
  const pusher = createPusher({
    authorize: createAuthorize(pushKeys, PUSH_SUBJECT, clock),
    hosts: () => settings.pushHosts,
    agent: remote.pushAgent,
    clock,
    log,
    items: () => desk.items(),
    away: () => away.away(),
    settings: () => settings,
    devices: () => book.list(),
    state,
    server: identity.id,
    // Where no address outside is wanted, a browser of this machine is the device.
    address: () => way.address() ?? (settings.tunnel.kind === 'none' ? way.ownAddress() : null),
    sealingKey: (agreementKey) => identity.sealingKey(agreementKey),
    nonce: (device, request) => nonces.give(device, request),
    ids: { next: () => randomUUID() },
    pause,
  });
  const way = createWayOut({
    pageFolder: remote.pageFolder,
    tunnelKeeper: remote.tunnelKeeper,
    log,
    onChange: changed,
    ...(remote.ca === undefined ? {} : { ca: remote.ca }),
    parts: pageParts({
      desk: page.desk,
      ...{ book, state, identity, pairing, pusher, nonces, replays, away, clock, log },
      ...{ serverName, pushKey },
      pushHosts: () => settings.pushHosts,
      denialLimit: () => settings.denialLimit,
      address: () => way.address(),
      tried: () => way.tried(),
    }),
  });

  /** Open while somebody may come: a device is paired or being paired, or the person is away. */
  function target(): WayTarget | null {
    const isWanted = book.list().length > 0 || pairing.status() !== null || away.away().on;
    return isWanted ? { port: settings.port, tunnel: settings.tunnel } : null;
  }

  function changed(): void {
    pusher.update();
    page.changed(JSON.stringify([away.away().on, way.address(), pushStates()]));
    onChange();
  }

  function pushStates(): readonly unknown[] {
    return book.list().map(({ id, name }) => {
      const { subscription, confirmedAt } = state.of(id);
      return [name, subscription !== null, confirmedAt];
    });
  }

  /** Opens the way at once where it is wanted; where it is not any more, closes it a little later. */
  async function lead(): Promise<void> {
    if (book.list().length > 0) keepInspectorClosed();
    changed();
    clearTimeout(closing);
    const wanted = target();
    if (wanted === null && way.listener().kind !== 'off') {
      const stays = Math.max(LINGER, farewellUntil - clock.now());
      closing = setTimeout(() => void open(null), stays);
      closing.unref();
      return;
    }
    await open(wanted);
  }

  async function open(wanted: WayTarget | null): Promise<void> {
    try {
      await way.lead(wanted);
    } catch (cause) {
      log.error('The way to the devices could not be opened', { cause: String(cause) });
    }
  }

  /** What no device can decide any more needs no nonce, nor does a device that is paired no more. */
  function forget(): void {
    nonces.keepOnly(new Set(desk.items().map(({ request }) => request.id)));
    for (const id of known) {
      if (book.find(id)) continue;
      known.delete(id);
      farewellUntil = clock.now() + FAREWELL;
      nonces.forgetDevice(id);
      replays.forget(id);
    }
    for (const { id } of book.list()) known.add(id);
    pusher.update();
  }

  const known = new Set<string>();
  const follow = (): void => void lead();
  const ends = [
    book.onChange(forget),
    book.onChange(follow),
    pairing.onChange(follow),
    away.onChange(follow),
    state.onChange(changed),
    desk.onChange(forget),
  ];
  forget();
  follow();

  /** It is connected, or a push would reach it as far as we know. */
  function isReachable({ id }: { readonly id: string }): boolean {
    const { subscription, pushProblem } = state.of(id);
    return way.reachable(id) || (subscription !== null && pushProblem === null);
  }

  return {
    control: remoteControls({
      ...{ away, book, pairing, pusher, way, lead },
      configure(next) {
        settings = next;
        follow();
      },
    }),
    status: () => ({
      away: { on: away.away().on, by: away.away().by },
      listener: way.listener(),
      tunnel: way.tunnel(),
      devices: book.list().map((device) => deviceStatusOf(device, state.of(device.id))),
      pairing: pairing.status(),
      paused: pusher.paused().size,
      problem: book.problem(),
    }),
    setFocused(now) {
      focused = now;
      away.focus(now);
    },
    attentive: () =>
      isAttentive({ focused, away: away.away().on, reachable: book.list().some(isReachable) }),
    async close() {
      for (const end of ends) end();
      clearTimeout(closing);
      page.close();
      pairing.close();
      away.close();
      // A push service that is slow to answer must not hold up who takes the desk over.
      const pushing = pusher.close();
      await way.close();
      await Promise.race([pushing, sleep(CLOSE_WITHIN, undefined, { ref: false })]);
      await state.close();
      await opened.close();
    },
  };
}
