import { refused, type Outcome } from '../../core/request/item.ts';
import { renewServerIdentity } from '../devices/server-identity.ts';
import { installedTunnels } from '../tunnel/installed.ts';
import { VaultError } from '../vault-error.ts';
import { openRemote, type OpenRemoteOptions, type Remote } from './open-remote.ts';
import { brokenStatus } from './remote-status.ts';

/**
 * Opens the way to the devices; where the secrets it stands on can't be read, one that says so and on
 * which nothing counts, until the person has them made anew. The desk itself goes on either way.
 */
export async function openRemoteOrSay(options: OpenRemoteOptions): Promise<Remote> {
  try {
    return await openRemote(options);
  } catch (cause) {
    const { log } = options.window;
    log.error('The way to the devices could not be opened', { cause: String(cause) });
    return brokenRemote(options, cause instanceof VaultError ? cause.message : NOT_OPENED);
  }
}

const NOT_OPENED = 'The way to your devices could not be opened. The log of Countersign says more.';

function brokenRemote(options: OpenRemoteOptions, problem: string): Remote {
  let mended: Remote | null = null;
  let focused = true;
  const refusal: Outcome = refused('device-not-kept', problem);
  const refuse = (): Promise<Outcome> => Promise.resolve(refusal);

  async function mend(): Promise<Outcome> {
    await renewServerIdentity(options.window.remote.vault);
    mended = await openRemote(options);
    mended.setFocused(focused);
    options.onChange();
    return { kind: 'done', note: 'New keys were made. Pair your devices again.' };
  }

  return {
    control: {
      setAway: (on) => mended?.control.setAway(on) ?? refuse(),
      openPairing: () => mended?.control.openPairing() ?? refuse(),
      typeDigits: (text) => mended?.control.typeDigits(text) ?? refuse(),
      cancelPairing: () => mended?.control.cancelPairing(),
      renameDevice: (id, name) => mended?.control.renameDevice(id, name) ?? refuse(),
      revokeDevice: (id) => mended?.control.revokeDevice(id) ?? refuse(),
      testPush: (id) => mended?.control.testPush(id) ?? refuse(),
      resetDevices: () => mended?.control.resetDevices() ?? mend(),
      checkAddress: () => mended?.control.checkAddress() ?? refuse(),
      tunnelPrograms: async () => (await installedTunnels()).map(({ id }) => id),
      configure: (settings) => mended?.control.configure(settings),
    },
    status: () => mended?.status() ?? brokenStatus(problem),
    setFocused(now) {
      focused = now;
      mended?.setFocused(now);
    },
    attentive: () => mended?.attentive() ?? focused,
    close: async () => mended?.close(),
  };
}
