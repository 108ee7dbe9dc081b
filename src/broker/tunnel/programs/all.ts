import type { TunnelProgram } from '../../../protocol/remote-status.ts';
import { cloudflared } from './cloudflared.ts';
import type { TunnelDescription } from './description.ts';
import { devtunnel } from './devtunnel.ts';
import { ngrok } from './ngrok.ts';
import { ssh } from './ssh.ts';
import { tailscale, tailscaleFunnel } from './tailscale.ts';

/** Every program that can be started, the ones that guard the page best first. */
export const TUNNEL_PROGRAMS: readonly TunnelDescription[] = [
  tailscale,
  tailscaleFunnel,
  ssh,
  ngrok,
  devtunnel,
  cloudflared,
];

const BY_ID: Readonly<Record<TunnelProgram, TunnelDescription>> = {
  tailscale,
  'tailscale-funnel': tailscaleFunnel,
  ssh,
  ngrok,
  devtunnel,
  cloudflared,
};

/** The description of a program. */
export function describeTunnel(program: TunnelProgram): TunnelDescription {
  return BY_ID[program];
}
