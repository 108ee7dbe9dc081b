import { setTimeout as pause } from 'node:timers/promises';
import type { DeskStatus } from '../protocol/desk.ts';
import { refused, type Outcome } from '../core/request/item.ts';
import type { LinkedDesk, RemoteDesk } from './election/linked-desk.ts';
import { connectToDesk, type DeskLink } from './election/window-link-client.ts';
import { holdDesk, type HeldDesk, type HoldOptions } from './hold-desk.ts';
import { freePort } from './server/free-port.ts';
import { createFifo } from './store/fifo.ts';

type Role =
  | Exclude<DeskStatus, { kind: 'here' | 'elsewhere' }>
  | HeldDesk
  | (Extract<DeskStatus, { kind: 'elsewhere' }> & { readonly link: LinkedDesk });

/** Whether this window holds the desk, and how that changes. */
export interface DeskRole {
  status(): DeskStatus;
  /** The desk while this window holds it. */
  held(): HeldDesk | null;
  port(): number;
  /** Tries again where nothing could be held or found before. */
  retry(): Promise<void>;
  listenOn(port: number): Promise<void>;
  takeOver(): Promise<Outcome>;
  /** Whether this window has the focus: the window that holds the desk hears of it. */
  tellFocus(focused: boolean): void;
  close(): Promise<void>;
}

/** What a role needs beside the window's options. */
export interface DeskRoleOptions extends Omit<HoldOptions, 'port' | 'onHandedOver'> {
  /** Hears of every change; a desk that was just taken up is given along. */
  readonly onChange: (taken: HeldDesk | null) => void;
}

/** How long a window that handed over waits for the new desk before it stands in, in milliseconds. */
const HAND_OVER_WITHIN = 10_000;

/** How often to try a port that is taken when it is to be bound and free when it is to be linked to. */
const ATTEMPTS = 5;

/** Finds this window's role: holding the desk, or knowing who does. */
export async function findDeskRole(options: DeskRoleOptions): Promise<DeskRole> {
  const { window } = options;
  const inTurn = createFifo();
  let port = window.port;
  let role: Role = { kind: 'starting' };
  let closed = false;
  let focused = true;

  function become(next: Role): void {
    role = next;
    options.onChange(next.kind === 'here' ? next : null);
  }

  async function leave(): Promise<void> {
    if (role.kind === 'here') await role.close();
    if (role.kind === 'elsewhere') role.link.close();
  }

  async function take(): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (closed) return;
      const held = await holdDesk({
        ...options,
        port,
        onHandedOver: () => void inTurn(afterHandOver),
      });
      if (held.kind !== 'port-taken') {
        become(held);
        return;
      }
      const found = await link();
      if (found === 'linked') return;
      if (found === 'not-ours') break;
    }
    become({ kind: 'port-taken', port, suggested: await freePort(port) });
  }

  /** Looks who is on the port, and links to a window of ours. */
  async function link(): Promise<DeskLink['kind']> {
    let standing: RemoteDesk = { window: 'another window', waiting: 0 };
    const found = await connectToDesk({
      port,
      secret: window.secrets.windowSecret,
      windowName: window.windowName,
      log: window.log,
      onStatus: (status) => {
        standing = status;
        if (role.kind === 'elsewhere') become({ ...role, ...status });
      },
      onGone: () =>
        void inTurn(async () => {
          if (role.kind === 'elsewhere') await take();
        }),
    });
    if (found.kind === 'linked') {
      become({ kind: 'elsewhere', port, link: found, ...standing });
      found.tellFocus(focused);
    }
    return found.kind;
  }

  /** The other window needs a moment to bind the port; this one must not be quicker. */
  async function afterHandOver(): Promise<void> {
    await leave();
    become({ kind: 'starting' });
    const until = Date.now() + HAND_OVER_WITHIN;
    while (!closed && Date.now() < until) {
      if ((await link()) === 'linked') return;
      await pause(200);
    }
    await take();
  }

  await inTurn(take);
  return {
    status: () => statusOf(role),
    held: () => (role.kind === 'here' ? role : null),
    port: () => port,
    retry: () =>
      inTurn(async () => {
        if (role.kind === 'port-taken' || role.kind === 'failed') await take();
      }),
    listenOn: (wanted) =>
      inTurn(async () => {
        if (wanted === port && role.kind !== 'port-taken' && role.kind !== 'failed') return;
        port = wanted;
        await leave();
        become({ kind: 'starting' });
        await take();
      }),
    takeOver: () =>
      inTurn(async () => {
        if (role.kind !== 'elsewhere') return { kind: 'done', note: null };
        const { link: current, window: name } = role;
        if ((await current.takeOver()) === 'refused') {
          return refused('not-the-desk', `The window “${name}” did not hand the desk over.`);
        }
        current.close();
        become({ kind: 'starting' });
        await take();
        return { kind: 'done', note: 'The desk is here now.' };
      }),
    tellFocus(now) {
      focused = now;
      if (role.kind === 'elsewhere') role.link.tellFocus(now);
    },
    close: () =>
      inTurn(async () => {
        closed = true;
        await leave();
      }),
  };
}

function statusOf(role: Role): DeskStatus {
  switch (role.kind) {
    case 'here':
      return { kind: 'here', port: role.port };
    case 'elsewhere':
      return { kind: 'elsewhere', port: role.port, window: role.window, waiting: role.waiting };
    case 'starting':
    case 'port-taken':
    case 'failed':
      return role;
  }
}
