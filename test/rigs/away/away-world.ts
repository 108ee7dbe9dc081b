import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestState } from '../../../src/core/request/state.ts';
import { installClaude } from '../claude/install.ts';
import { commandEvent, type Asked } from '../desk/hook-client.ts';
import type { PhonePage } from '../phone/page.ts';
import type { Phone, PhoneOptions } from '../phone/phone.ts';
import { checkout, waitFor } from '../process.ts';
import { startTunnelRig, type TunnelRig } from '../tunnel/tunnel-rig.ts';
import { startAwayDesk, waiting, type AwayDesk } from './away-desk.ts';
import { pairPhone } from './pair-phone.ts';

/** A request that was asked by hand. */
export interface AskedByHand {
  readonly id: string;
  readonly asked: Asked;
}

/** A desk, the real Claude Code, a real tunnel and a paired phone: all that Away is made of. */
export interface AwayWorld {
  readonly phone: Phone;
  readonly away: AwayDesk;
  readonly farEnd: TunnelRig;
  /** The far end of another tunnel, at an address of its own. */
  readonly otherEnd: TunnelRig;
  /** The page of the phone; opened anew where it is closed. */
  page(): Promise<PhonePage>;
  closePage(): Promise<void>;
  readonly stateOf: (id: string) => RequestState | undefined;
  /** Asks to run a command as the hook does; resolves once it waits. */
  readonly byHand: (command: string, session?: string, more?: object) => Promise<AskedByHand>;
  /** Lets the next answer to this request through to the desk, and nothing of the desk's out any more. */
  readonly hushOnceAnswered: (id: string) => void;
  /** Leads the tunnel to that end, and waits until the address is proved. */
  readonly leadTo: (end: TunnelRig) => Promise<void>;
  /** Denies what still waits, mends the way, and goes back to the list. */
  tidy(): Promise<void>;
  /** Keeps what was seen beside the other pictures. */
  keep(name: string, what: Buffer | string): Promise<void>;
  close(): Promise<void>;
}

const HOST = 'localhost';

/** Opens all of it; the phone is paired, gets pushes, and its page stands on the list. */
export async function openAwayWorld(
  openPhone: (options: PhoneOptions) => Promise<Phone>,
): Promise<AwayWorld> {
  const ends: (() => Promise<void>)[] = [];
  try {
    return await openWorld(openPhone, ends);
  } catch (error) {
    await endAll(ends);
    throw error;
  }
}

/** The last that was opened ends first. */
async function endAll(ends: readonly (() => Promise<void>)[]): Promise<void> {
  for (const end of [...ends].reverse()) await end();
}

async function openWorld(
  openPhone: (options: PhoneOptions) => Promise<Phone>,
  ends: (() => Promise<void>)[],
): Promise<AwayWorld> {
  await installClaude();
  const farEnd = await startTunnelRig({ name: HOST });
  ends.push(() => farEnd.stop());
  const { origin, certificates } = farEnd;
  const otherEnd = await startTunnelRig({ name: HOST, certificates });
  ends.push(() => otherEnd.stop());
  const trust = [{ ca: certificates.ca, cert: readFileSync(certificates.certFile, 'utf8') }];
  const origins = [origin, otherEnd.origin];
  const size = { width: 390, height: 844, scale: 2 };
  const phone = await openPhone({ ...size, origins, hosts: [HOST], trust });
  ends.push(() => phone.close());
  const away = await startAwayDesk(farEnd, phone.push);
  ends.push(() => away.close());
  const { desk } = away;
  let page: PhonePage | null = await pairPhone(phone, away);
  const byHand: Asked[] = [];

  async function leadTo(end: TunnelRig): Promise<void> {
    away.moveTo(end);
    // Just after a cut it may still be thought to be up: it is asked anew.
    await waitFor('the address to lead here', async () => {
      const { tunnel } = away.status();
      const isThere = tunnel.kind !== 'up' || tunnel.origin === end.origin;
      if (!isThere || (await desk.remote.checkAddress()).kind !== 'done') return false;
      return away.status().tunnel.kind === 'up';
    });
  }
  const stateOf = (id: string) => desk.view().items.find(({ request }) => request.id === id)?.state;
  const pending = () => desk.view().items.filter(({ state }) => state.kind === 'pending');
  async function openPage(): Promise<PhonePage> {
    page ??= await phone.open(origin);
    return page;
  }
  return {
    phone,
    away,
    farEnd,
    otherEnd,
    page: openPage,
    async closePage() {
      await page?.close();
      page = null;
    },
    stateOf,
    async byHand(command, session = 'by-hand', more = {}) {
      const { folder } = away.project;
      const asked = away.hook.ask({ ...commandEvent({ folder, command, session }), ...more });
      byHand.push(asked);
      return { asked, id: await waiting(away, command) };
    },
    hushOnceAnswered(id) {
      const stop = desk.onChange(() => {
        const state = stateOf(id);
        if (state?.kind === 'pending' && state.claim === null) return;
        stop();
        farEnd.hush();
      });
    },
    leadTo,
    async tidy() {
      for (const { request } of pending()) {
        await desk.decide(request.id, { behavior: 'deny', always: null, message: null });
      }
      for (const asked of byHand.splice(0)) asked.drop();
      await farEnd.mend();
      await leadTo(farEnd);
      const list = await openPage();
      await list.evaluate(() => void (location.hash = '#'));
      await waitFor('the page to know', async () => {
        if ((await list.text()).includes('Nothing waits')) return true;
        // It may not know yet that the desk can be reached again, and where.
        const [device] = away.status().devices;
        if (device) await desk.remote.testPush(device.id);
        return false;
      });
    },
    async keep(name, what) {
      const folder = join(checkout, '.cache/pictures');
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `away-${name}`), what);
    },
    close: () => endAll(ends),
  };
}
