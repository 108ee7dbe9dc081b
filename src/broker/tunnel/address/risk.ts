import { isLoopback } from './loopback.ts';

/** In one line each: who could read along or change the page, and whether the address stays. */
export const RISKS = {
  tailscale: 'Only your own tailnet reaches it, TLS ends on this machine, and the address stays.',
  tailscaleFunnel: 'Anyone can reach the address, but TLS ends on this machine; the address stays.',
  ngrok: 'ngrok ends TLS, so it could read along or change the page; the address usually stays.',
  devTunnel:
    'Microsoft ends TLS, so it could read along or change the page; a temporary address changes.',
  codespaces:
    'GitHub ends TLS, so it could read along or change the page; the address lasts as long as the codespace.',
  cloudflareQuick:
    'Cloudflare ends TLS, so it could read along or change the page; the address changes with every start.',
  ssh: 'Whoever runs the SSH server can read along or change the page where TLS ends there; free addresses change.',
  sshService:
    'The service ends TLS, so it could read along or change the page; a free address changes.',
  loopback: 'Only this machine reaches it.',
  own: 'Whoever ends TLS for this address could read along or change the page; make sure that is you.',
} as const;

/** Addresses known by the end of their host name, and what is to be said of them. */
const BY_HOST: readonly (readonly [suffix: string, risk: string])[] = [
  ['.trycloudflare.com', RISKS.cloudflareQuick],
  ['.devtunnels.ms', RISKS.devTunnel],
  ['.app.github.dev', RISKS.codespaces],
  ['.github.dev', RISKS.codespaces],
  ['.ngrok.app', RISKS.ngrok],
  ['.ngrok.dev', RISKS.ngrok],
  ['.ngrok.io', RISKS.ngrok],
  ['.ngrok-free.app', RISKS.ngrok],
  ['.ngrok-free.dev', RISKS.ngrok],
  ['.lhr.life', RISKS.sshService],
  ['.lhr.rocks', RISKS.sshService],
  ['.localhost.run', RISKS.sshService],
  ['.serveo.net', RISKS.sshService],
  ['.serveousercontent.com', RISKS.sshService],
  ['.pinggy.link', RISKS.sshService],
  ['.pinggy.net', RISKS.sshService],
  ['.pinggy-free.link', RISKS.sshService],
];

/**
 * In one line, the risk of an address that a person runs themselves or pasted: of a port that VS Code
 * forwards (`*.devtunnels.ms`, `*.app.github.dev`), a known service, or one we know nothing about.
 * Serve and Funnel share their names, so a pasted `*.ts.net` is held to be public.
 * @param origin as `normalAddress` gives it.
 */
export function riskOf(origin: string): string {
  const { hostname } = new URL(origin);
  if (isLoopback(hostname)) return RISKS.loopback;
  if (hostname.endsWith('.ts.net')) return RISKS.tailscaleFunnel;
  return BY_HOST.find(([suffix]) => hostname.endsWith(suffix))?.[1] ?? RISKS.own;
}
