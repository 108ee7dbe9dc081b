import { refused, type Outcome } from '../../core/request/item.ts';
import type { PairingDesk } from '../devices/pairing-desk.ts';
import type { Pusher } from '../push/pusher.ts';
import type { RemoteControl } from '../remote/remote-control.ts';
import type { RemoteSettings } from '../remote/remote-settings.ts';
import { installedTunnels } from '../tunnel/installed.ts';
import type { AwayWatch } from './away-watch.ts';
import type { RecordedBook } from './recorded-book.ts';
import type { WayOut } from './way-out.ts';

/** What a person's words about the way to their devices act on. */
export interface ControlledParts {
  readonly away: AwayWatch;
  readonly book: RecordedBook;
  readonly pairing: PairingDesk;
  readonly pusher: Pusher;
  readonly way: WayOut;
  /** Opens or closes the way as it is wanted now. */
  readonly lead: () => Promise<void>;
  readonly configure: (settings: RemoteSettings) => void;
}

/** Does what a person asks for about the way to their devices. */
export function remoteControls(parts: ControlledParts): RemoteControl {
  const { away, book, pairing, pusher, way } = parts;
  return {
    setAway: (on) => away.set(on),
    async openPairing() {
      const problem = book.problem();
      if (problem !== null) return refused('device-not-kept', problem);
      pairing.open();
      await parts.lead();
      const listener = way.listener();
      if (listener.kind !== 'failed') return DONE;
      pairing.cancel();
      return refused('pairing-closed', listener.message);
    },
    async typeDigits(text) {
      const device = pairing.status()?.device;
      const outcome = await pairing.typeDigits(text);
      if (outcome.kind === 'refused' || !device) return outcome;
      return { kind: 'done', note: outcome.note ?? `${device.name} is paired.` };
    },
    cancelPairing: () => pairing.cancel(),
    renameDevice: (id, name) => book.rename(id, name),
    revokeDevice: (id) => book.revoke(id),
    testPush: (id) => pusher.test(id),
    resetDevices: () => book.reset(),
    async checkAddress() {
      await way.check();
      return addressOutcome(way);
    },
    tunnelPrograms: async () => (await installedTunnels()).map(({ id }) => id),
    configure: (settings) => parts.configure(settings),
  };
}

const DONE: Outcome = { kind: 'done', note: null };

function addressOutcome(way: Pick<WayOut, 'listener' | 'tunnel'>): Outcome {
  const [listener, tunnel] = [way.listener(), way.tunnel()];
  if (listener.kind === 'failed') return refused('test-failed', listener.message);
  switch (tunnel.kind) {
    case 'up':
      return { kind: 'done', note: `${tunnel.origin} leads here.` };
    case 'down':
      return refused('test-failed', tunnel.message);
    case 'none':
      return { kind: 'done', note: 'No address is chosen yet.' };
    case 'starting':
      return { kind: 'done', note: `${tunnel.by} is starting.` };
  }
}
