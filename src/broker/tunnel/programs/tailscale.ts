import { RISKS } from '../address/risk.ts';
import { addressBy, type TunnelDescription } from './description.ts';

/**
 * `https://host.tailnet.ts.net/` in a line of its own below "Available within your tailnet:" or
 * "Available on the internet:" (`messageForPort` in tailscale's `serve_v2.go`); a link to
 * `login.tailscale.com`, where something is to be enabled first, is none.
 */
const addressIn = addressBy(/^(https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.ts\.net(?::\d+)?)\/?$/);

/**
 * Tailscale Serve, in the foreground: what it serves ends with its connection to the daemon, however
 * the program ends (`runServeCombined`). TLS ends on this machine. It refuses to start where a
 * configuration of the person's own stands on the port (`backgroundExistsMsg`).
 */
export const tailscale: TunnelDescription = {
  id: 'tailscale',
  name: 'Tailscale Serve',
  command: 'tailscale',
  versionArgs: ['version'],
  args: ({ port }) => ['serve', '--yes', `http://127.0.0.1:${port}`],
  addressIn,
  risk: RISKS.tailscale,
  advice: 'Run “tailscale status” to see whether this machine is connected to your tailnet.',
};

/** Tailscale Funnel: as Serve, but anyone on the internet can reach the address. */
export const tailscaleFunnel: TunnelDescription = {
  ...tailscale,
  id: 'tailscale-funnel',
  name: 'Tailscale Funnel',
  args: ({ port }) => ['funnel', '--yes', `http://127.0.0.1:${port}`],
  risk: RISKS.tailscaleFunnel,
  advice: 'Funnel has to be enabled for your tailnet; run “tailscale funnel status” to see.',
};
