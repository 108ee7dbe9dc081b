import type { RemoteSettings, TunnelChoice } from '../broker/remote/remote-settings.ts';
import { normalAddress } from '../broker/tunnel/address/normal-address.ts';
import type { SettingName } from './manifest.ts';
import type { Settings } from './settings.ts';

/** The settings that are about the way to the person's devices. */
export const remoteSettingNames = [
  'remote.port',
  'tunnel.url',
  'tunnel.program',
  'tunnel.ssh',
  'away.after',
  'push.hosts',
  'push.mostOpen',
  'push.pauseAfterDenials',
  'denials.offerAfter',
] as const satisfies readonly SettingName[];

const MINUTE = 60_000;

/** What the person set about the way to their devices, as the desk takes it. */
export function remoteSettings(settings: Pick<Settings, 'get'>): RemoteSettings {
  const minutes = settings.get('away.after');
  return {
    port: settings.get('remote.port'),
    tunnel: tunnelChoice(settings),
    awayAfter: minutes === 0 ? null : minutes * MINUTE,
    pushHosts: settings.get('push.hosts'),
    mostOpen: settings.get('push.mostOpen'),
    pauseAfterDenials: settings.get('push.pauseAfterDenials'),
    denialLimit: settings.get('denials.offerAfter'),
  };
}

/** Programs that lead an address to this machine which a person can know beforehand. */
const WITH_ADDRESS: ReadonlySet<string> = new Set(['ssh', 'ngrok']);

/** An address of the person's own goes before a program, unless it is the program's. */
function tunnelChoice(settings: Pick<Settings, 'get'>): TunnelChoice {
  const url = settings.get('tunnel.url').trim();
  const program = settings.get('tunnel.program');
  const address = url === '' ? null : normalAddress(url);
  if (address !== null && (program === 'none' || !WITH_ADDRESS.has(program))) {
    return address.kind === 'address' ? { kind: 'url', origin: address.origin } : { kind: 'none' };
  }
  if (program === 'none') return { kind: 'none' };
  const destination = settings.get('tunnel.ssh').trim();
  return address?.kind === 'address'
    ? { kind: 'program', program, destination, origin: address.origin }
    : { kind: 'program', program, destination };
}
