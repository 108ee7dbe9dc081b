import { refused, type Outcome } from '../../core/request/item.ts';
import { renewServerIdentity } from '../devices/server-identity.ts';
import { installedTunnels } from '../tunnel/installed.ts';
import { VaultError } from '../vault-error.ts';
import { openRemote, type OpenRemoteOptions, type Remote } from './open-remote.ts';
import { brokenStatus } from './remote-status.ts';

/**
 * Opens the way to the devices; where the secrets it stands on can't be read, one that says so and on
 * which nothing counts, until the person tries again. The desk itself goes on either way.
 */
export async function openRemoteOrSay(options: OpenRemoteOptions): Promise<Remote> {
  try {
    return await openRemote(options);
  } catch (cause) {
    options.window.log.error('The way to the devices could not be opened', {
      cause: String(cause),
    });
    return brokenRemote(options, wordsOf(cause));
  }
}

function brokenRemote(options: OpenRemoteOptions, firstProblem: string): Remote {
  let problem = firstProblem;
  let settings = options.window.remote.settings;
  let mended: Remote | null = null;
  let focused = true;
  const refuse = (): Promise<Outcome> => Promise.resolve(refused('device-not-kept', problem));

  function open(): Promise<Remote> {
    const { window } = options;
    return openRemote({
      ...options,
      window: { ...window, remote: { ...window.remote, settings } },
    });
  }

  /** Keys that can be read after all are kept; only broken ones are made anew. */
  async function mend(): Promise<Outcome> {
    try {
      return stand(await open(), 'Your devices count again.');
    } catch (cause) {
      if (!(cause instanceof VaultError && cause.code === 'broken')) return stay(cause);
    }
    try {
      await renewServerIdentity(options.window.remote.vault);
      const remote = await open();
      // None of them knows a desk with other keys.
      for (const { id } of remote.status().devices) await remote.control.revokeDevice(id);
      return stand(remote, 'New keys were made. Pair your devices again.');
    } catch (cause) {
      return stay(cause);
    }
  }

  function stand(remote: Remote, note: string): Outcome {
    mended = remote;
    remote.setFocused(focused);
    options.onChange();
    return { kind: 'done', note };
  }

  function stay(cause: unknown): Outcome {
    problem = wordsOf(cause);
    options.onChange();
    return refused('device-not-kept', problem);
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
      configure(next) {
        settings = next;
        mended?.control.configure(next);
      },
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

/** What went wrong, for the person. */
function wordsOf(cause: unknown): string {
  return cause instanceof VaultError
    ? cause.message
    : 'The way to your devices could not be opened. The log of Countersign says more.';
}
