import { optionValues } from '../command/invocation.ts';
import { effect } from '../effect.ts';
import type { EffectReader, EffectRule } from './rules.ts';

const OPENS = { tier: 'high', action: 'shell_admin' } as const;

/** What lets others in to this machine, or into its programs. */
export const WAYS_IN_RULES: readonly EffectRule[] = [
  {
    ...{
      ...OPENS,
      of: 'sshd dropbear telnetd rshd vsftpd tinyproxy x11vnc vncserver ttyd gotty wetty',
    },
    unless: /^(-t|-T|-V|--version|--help|-h)$/,
    does: 'lets others log in to this machine',
  },
  {
    ...{ ...OPENS, of: 'ssh-import-id ssh-import-id-gh ssh-import-id-lp' },
    does: 'lets others log in to this machine',
  },
  {
    ...{ ...OPENS, of: 'code code-insiders cursor' },
    verb: /^(tunnel|serve-web)\b/,
    does: 'lets others use this machine through an editor',
  },
  {
    ...{ ...OPENS, of: 'frida frida-trace frida-ps objection' },
    unless: /^(--version|--help|-h)$/,
    does: 'puts code into another program while it runs',
  },
  {
    ...{ ...OPENS, of: 'semanage setsebool semodule restorecon chcon' },
    unless: /^(-l|--list|-n|--help|-h)$/,
    does: 'loosens what programs may do on this machine',
  },
  {
    ...{ ...OPENS, of: 'patchelf install_name_tool' },
    unless: /^--print-.*|^(--version|--help)$/,
    does: 'changes which code a program loads',
  },
];

/** The socket of a container engine is as good as being root: `curl --unix-socket /var/run/docker.sock …`. */
const askEngine: EffectReader = (call) => {
  const sockets = optionValues(call.args, /^(--unix-socket|--abstract-unix-socket)$/);
  if (!sockets.some((path) => ENGINES.test(path))) return [];
  const changes = call.args.some((arg) => /^(-X.*|--request|-d|--data.*|--json|-T|-F)$/.test(arg));
  const onlyGets = optionValues(call.args, /^(-X|--request)$/).some((one) =>
    /^(GET|HEAD)$/i.test(one),
  );
  return changes && !onlyGets
    ? [effect('high', 'shell_admin', 'tells the container engine what to do, past its program')]
    : [effect('medium', 'workflow_read', 'asks the container engine')];
};

const ENGINES = /(docker|containerd|podman|crio)\.sock$/;

export const WAYS_IN_READERS: ReadonlyMap<string, EffectReader> = new Map([['curl', askEngine]]);
