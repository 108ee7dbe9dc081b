import { RISKS } from '../address/risk.ts';
import { addressBy, type TunnelDescription } from './description.ts';

/** How the services that take `ssh -R` announce an address, each in a line of its own. */
const ANNOUNCEMENTS: readonly RegExp[] = [
  // localhost.run: `x.lhr.life tunneled with tls termination, https://x.lhr.life`
  /\btunneled with tls termination, (https:\/\/\S+)$/,
  // serveo.net
  /^Forwarding HTTP traffic from (https:\/\/\S+)$/,
  // sish: `HTTPS: https://x.example.com` (`httphandler.go`)
  /^HTTPS: (https:\/\/\S+)$/,
  // pinggy.io: an http:// and an https:// line, under names that have changed (lerd-env/lerd#1301)
  /^(https:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:pinggy\.(?:link|net|online)|pinggy-free\.link))\/?$/,
];
const FINDERS = ANNOUNCEMENTS.map(addressBy);

/**
 * `ssh -R` (ssh(1)): to a service that names an address, or to the person's own server, whose
 * address is known beforehand. Of an option that stands twice the first counts, so ours come first:
 * - an own connection (`ControlPath=none`): a shared one would outlive this program, and go on
 *   leading to the port;
 * - it ends where the forwarding is refused, or the server is silent for 45 seconds.
 *
 * A service names the address in the session's output, so a session is opened (`-T`, not `-N`); an
 * own server needs none. `{port}` in the person's words stands for the port; without a `-R` of
 * theirs, port 80 is asked for, as those services want it.
 */
export const ssh: TunnelDescription = {
  id: 'ssh',
  name: 'SSH',
  command: 'ssh',
  versionArgs: ['-V'],
  lacks: ({ destination }) =>
    destination.trim() === ''
      ? 'SSH needs to know where to: enter a destination such as me@example.com in the settings.'
      : null,
  args: ({ port, destination, origin }) => {
    const words = destination.split(/\s+/).filter((word) => word !== '');
    return [
      ...['-T', '-a', '-x'],
      ...(origin === null ? [] : ['-N']),
      ...OPTIONS.flatMap((option) => ['-o', option]),
      ...(words.some((word) => word.startsWith('-R')) ? [] : ['-R', `80:127.0.0.1:${port}`]),
      ...words.map((word) => word.replaceAll('{port}', String(port))),
    ];
  },
  addressIn: (line) => FINDERS.map((find) => find(line)).find((found) => found !== null) ?? null,
  risk: RISKS.ssh,
  advice: 'Connect once in a terminal with the same words, to see what the server asks for.',
};

const OPTIONS = [
  'ControlMaster=no',
  'ControlPath=none',
  'ExitOnForwardFailure=yes',
  'ServerAliveInterval=15',
  'ServerAliveCountMax=3',
] as const;
