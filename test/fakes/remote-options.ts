import type { RemoteOptions } from '../../src/broker/desk-options.ts';
import type { RemoteSettings } from '../../src/broker/remote/remote-settings.ts';
import { fakeVault } from './vault.ts';

/** What a person set who has no devices. */
export const noDevices: RemoteSettings = {
  port: 0,
  tunnel: { kind: 'none' },
  awayAfter: null,
  pushHosts: [],
  mostOpen: 5,
  pauseAfterDenials: 3,
  denialLimit: 3,
};

/** The way to the devices of a person who has none. */
export function remoteOptions(fields: Partial<RemoteOptions> = {}): RemoteOptions {
  return {
    settings: noDevices,
    vault: fakeVault(),
    pageFolder: 'dist/remote',
    tunnelKeeper: 'dist/tunnel-keeper.cjs',
    ...fields,
  };
}
