import { refused, type Outcome } from '../../core/request/item.ts';
import type { RemoteControl } from '../remote/remote-control.ts';
import type { RemoteSettings } from '../remote/remote-settings.ts';
import { installedTunnels } from '../tunnel/installed.ts';

/** What a window's side of the way to the devices needs. */
export interface WindowRemoteOptions {
  /** The way itself, while this window holds the desk. */
  readonly held: () => RemoteControl | null;
  /** The settings count for the desk that this window may hold later, too. */
  readonly onConfigured: (settings: RemoteSettings) => void;
}

/** The way to the devices as a window reaches it, whether it holds the desk or another one does. */
export function remoteOfWindow({ held, onConfigured }: WindowRemoteOptions): RemoteControl {
  const elsewhere = (): Promise<Outcome> => Promise.resolve(ELSEWHERE);
  return {
    setAway: (on) => held()?.setAway(on) ?? elsewhere(),
    openPairing: () => held()?.openPairing() ?? elsewhere(),
    typeDigits: (text) => held()?.typeDigits(text) ?? elsewhere(),
    cancelPairing: () => held()?.cancelPairing(),
    renameDevice: (id, name) => held()?.renameDevice(id, name) ?? elsewhere(),
    revokeDevice: (id) => held()?.revokeDevice(id) ?? elsewhere(),
    testPush: (id) => held()?.testPush(id) ?? elsewhere(),
    resetDevices: () => held()?.resetDevices() ?? elsewhere(),
    checkAddress: () => held()?.checkAddress() ?? elsewhere(),
    tunnelPrograms: async () => (await installedTunnels()).map(({ id }) => id),
    configure(settings) {
      onConfigured(settings);
      held()?.configure(settings);
    },
  };
}

const ELSEWHERE = refused(
  'not-the-desk',
  'Another window has the desk, and your devices with it. Do it there, or take the desk over.',
);
