import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { isAttentive } from '../../core/away/attention.ts';
import type { Clock } from '../../core/ports.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import type { RemoteStatus } from '../../protocol/remote-status.ts';
import type { DeskOptions } from '../desk-options.ts';
import { createNonces } from '../devices/nonces.ts';
import { openDeviceBook } from '../devices/open-device-book.ts';
import { openDeviceState } from '../devices/device-state.ts';
import { verifySignature } from '../devices/keys.ts';
import { createPairingDesk } from '../devices/pairing-desk.ts';
import { createReplayCache } from '../devices/replay-cache.ts';
import { openServerIdentity } from '../devices/server-identity.ts';
import { keepInspectorClosed } from '../no-inspector.ts';
import { pause } from '../push/pause.ts';
import { createPusher } from '../push/pusher.ts';
import { createAuthorize, openPushKeys, PUSH_SUBJECT } from '../push/vapid.ts';
import type { RemoteControl } from '../remote/remote-control.ts';
import type { RemoteDesk } from '../remote/remote-desk.ts';
import type { RemoteParts } from '../remote/remote-parts.ts';
import type { RemoteSettings } from '../remote/remote-settings.ts';
import type { DeviceRecorder } from '../store/recorder.ts';
import { installedTunnels } from '../tunnel/installed.ts';
import { watchAway } from './away-watch.ts';
import { recordedBook } from './recorded-book.ts';
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
  const { vault, pageFolder, tunnelKeeper } = remote;
  let settings: RemoteSettings = remote.settings;
  let focused = true;
  /** Until when the way stays open, whoever is paired. */
  let openUntil = 0;
  let lingering: NodeJS.Timeout | undefined;

  const identity = await openServerIdentity(vault);
  const pushKeys = await openPushKeys(vault, log);
  const opened = await openDeviceBook({ folder, vault, clock, log });
  const book = recordedBook(opened, recorder, windowName, log);
  const state = await openDeviceState({ folder, book, log, onProblem });
  const nonces = createNonces();
  const replays = createReplayCache(clock);
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
    serverName: hostname(),
    pushKey: pushKeys.publicKey,
    address: () => way.address() ?? ownAddress(),
    isOurs: (origin) => origin === way.address() || origin === ownAddress(),
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
    address: () => way.address() ?? (settings.tunnel.kind === 'none' ? ownAddress() : null),
    sealingKey: (agreementKey) => identity.sealingKey(agreementKey),
    nonce: (device, request) => nonces.give(device, request),
    ids: { next: () => randomUUID() },
    pause,
  });

  const parts: RemoteParts = {
    desk,
    devices: book,
    identity,
    pairing,
    push: {
      subscribe(device, subscription) {
        state.subscribe(device.id, subscription);
        pusher.update();
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
    leave({ id, name }) {
      forgetDevice(id);
      linger();
      return book.revokeBy(id, { kind: 'device', id, name });
    },
    serverName: () => hostname(),
    pushKey: () => pushKeys.publicKey,
    away: () => away.away().on,
    address: () => way.address(),
    isAnnounced: (origin, device) =>
      origin === way.address() || (device === null ? isKnown(origin) : origin === device.origin),
    clock,
    log,
  };
  const way = createWayOut({
    pageFolder,
    tunnelKeeper,
    parts,
    log,
    onChange: changed,
    ...(remote.ca === undefined ? {} : { ca: remote.ca }),
  });

  function ownAddress(): string | null {
    const listener = way.listener();
    return listener.kind === 'listening' ? `http://127.0.0.1:${listener.port}` : null;
  }

  /** An address that is being tried, or from which some device still loads its page. */
  function isKnown(origin: string): boolean {
    return origin === way.tried() || book.list().some((device) => device.origin === origin);
  }

  /** Open while somebody may come: a device that is paired, is being paired, or has yet to hear it is not. */
  function target(): WayTarget | null {
    const isWanted =
      book.list().length > 0 ||
      pairing.status() !== null ||
      away.away().on ||
      clock.now() < openUntil;
    return isWanted ? { port: settings.port, tunnel: settings.tunnel } : null;
  }

  function changed(): void {
    pusher.update();
    onChange();
  }

  function lead(): void {
    if (book.list().length > 0) keepInspectorClosed();
    way.lead(target()).catch((cause: unknown) => {
      log.error('The way to the devices could not be opened', { cause: String(cause) });
    });
    changed();
  }

  function forgetDevice(id: string): void {
    nonces.forgetDevice(id);
    replays.forget(id);
  }

  /**
   * The last device has yet to hear that it was revoked; and between its pairing and its place in the
   * register nobody is paired, when the way must not move to another address.
   */
  function linger(): void {
    clearTimeout(lingering);
    openUntil = clock.now() + LINGER;
    lingering = setTimeout(lead, LINGER);
    lingering.unref();
  }

  function forget(): void {
    const ids = new Set(desk.items().map(({ request }) => request.id));
    nonces.keepOnly(ids);
    pusher.update();
  }

  const ends = [
    book.onChange(lead),
    pairing.onChange(lead),
    away.onChange(lead),
    state.onChange(changed),
    desk.onChange(forget),
  ];
  lead();

  const control: RemoteControl = {
    setAway: (on) => away.set(on),
    async openPairing() {
      const problem = book.problem();
      if (problem !== null) return refused('device-not-kept', problem);
      pairing.open();
      await way.lead(target());
      const listener = way.listener();
      return listener.kind === 'failed' ? refused('pairing-closed', listener.message) : DONE;
    },
    async typeDigits(text) {
      const device = pairing.status()?.device;
      linger();
      const outcome = await pairing.typeDigits(text);
      if (outcome.kind === 'refused' || !device) return outcome;
      return { kind: 'done', note: outcome.note ?? `${device.name} is paired.` };
    },
    cancelPairing: () => pairing.cancel(),
    renameDevice: (id, name) => book.rename(id, name),
    revokeDevice(id) {
      forgetDevice(id);
      linger();
      return book.revoke(id);
    },
    testPush: (id) => pusher.test(id),
    resetDevices: () => book.reset(),
    async checkAddress() {
      await way.check();
      const tunnel = way.tunnel();
      switch (tunnel.kind) {
        case 'up':
          return { kind: 'done', note: `${tunnel.origin} leads here.` };
        case 'down':
          return refused('test-failed', tunnel.message);
        case 'none':
        case 'starting':
          return DONE;
      }
    },
    async tunnelPrograms() {
      return (await installedTunnels()).map(({ id }) => id);
    },
    configure(next) {
      settings = next;
      lead();
    },
  };

  return {
    control,
    status: () => ({
      away: { on: away.away().on, by: away.away().by },
      listener: way.listener(),
      tunnel: way.tunnel(),
      devices: book.list().map((device) => deviceStatusOf(device, state.of(device.id))),
      pairing: pairing.status(),
      problem: book.problem(),
    }),
    setFocused(now) {
      focused = now;
      away.focus(now);
    },
    attentive: () =>
      isAttentive({ focused, away: away.away().on, reachable: book.list().some(isReachable) }),
    async close() {
      clearTimeout(lingering);
      for (const end of ends) end();
      pairing.close();
      away.close();
      await pusher.close();
      await way.close();
      await state.close();
      await opened.close();
    },
  };

  /** It is connected, or a push would reach it as far as we know. */
  function isReachable({ id }: { readonly id: string }): boolean {
    const { subscription, pushProblem } = state.of(id);
    return way.reachable(id) || (subscription !== null && pushProblem === null);
  }
}

/** How long the way stays open for who has yet to hear something, in milliseconds. */
const LINGER = 60_000;

const DONE: Outcome = { kind: 'done', note: null };
