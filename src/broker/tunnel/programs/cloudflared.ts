import { RISKS } from '../address/risk.ts';
import { addressBy, type TunnelDescription } from './description.ts';

/**
 * A Cloudflare quick tunnel. A configuration file of the person's named tunnels would take over, so
 * none is read: an empty `--config` is "no file" (`ReadConfigFile` in cloudflared's
 * `config/configuration.go`). The address stands alone in a box in the log, on stderr, whose layout
 * has changed over the years (`AsciiBox` in `quick_tunnel.go`); failures name
 * `api.trycloudflare.com`, and the log of a failed call holds text of whoever called. The Host is
 * the public name. The measuring port, by default one of a fixed range, is any free one.
 */
export const cloudflared: TunnelDescription = {
  id: 'cloudflared',
  name: 'Cloudflare quick tunnel',
  command: 'cloudflared',
  versionArgs: ['--version'],
  args: ({ port }) => [
    'tunnel',
    '--config=',
    '--no-autoupdate',
    '--metrics',
    '127.0.0.1:0',
    '--url',
    `http://127.0.0.1:${port}`,
  ],
  addressIn: addressBy(/ INF [|\s]*(https:\/\/(?!api\.)[a-z0-9-]+\.trycloudflare\.com)[|\s]*$/),
  risk: RISKS.cloudflareQuick,
  advice: 'Cloudflare may limit how many quick tunnels are made; try again in a few minutes.',
};
