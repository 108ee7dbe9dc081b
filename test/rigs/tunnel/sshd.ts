import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort, run } from '../process.ts';
import { startServer, type ChildServer } from './child.ts';

/** A private SSH server on loopback, with keys of its own, that knows our user alone. */
export interface SshServer extends ChildServer {
  readonly port: number;
  /** The words to reach it by, with its key and ours: options and `user@127.0.0.1`. */
  readonly words: string;
}

/**
 * Starts an SSH server.
 * @param reachedBy the port by which clients come to it
 */
export async function startSshd(folder: string, reachedBy: number): Promise<SshServer> {
  const at = (name: string): string => join(folder, name);
  for (const name of ['host_key', 'user_key']) {
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', at(name)]);
  }
  copyFileSync(at('user_key.pub'), at('authorized_keys'));
  const port = await freePort();
  const user = userInfo().username;
  const [type = '', key = ''] = (await run('cat', [at('host_key.pub')])).split(' ');
  writeFileSync(at('known_hosts'), `[127.0.0.1]:${reachedBy} ${type} ${key.trim()}\n`);
  writeFileSync(
    at('sshd_config'),
    [
      `ListenAddress 127.0.0.1:${port}`,
      `HostKey ${at('host_key')}`,
      `AuthorizedKeysFile ${at('authorized_keys')}`,
      `AllowUsers ${user}`,
      'StrictModes no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      'UsePAM no',
      'AllowTcpForwarding remote',
      'GatewayPorts no',
      'PermitTTY no',
      'PidFile none',
      'LogLevel ERROR',
    ].join('\n'),
  );
  // Only root's server separates privileges, and needs this folder, which a service would make.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const words = [
    ...['-F', 'none', '-i', at('user_key'), '-p', String(reachedBy), '-o', 'IdentitiesOnly=yes'],
    ...['-o', `UserKnownHostsFile=${at('known_hosts')}`, '-o', 'StrictHostKeyChecking=yes'],
  ];
  return {
    ...(await startServer(sbin('sshd'), ['-D', '-e', '-f', at('sshd_config')], port)),
    port,
    words: [...words, `${user}@127.0.0.1`].join(' '),
  };
}

/** The absolute path of a server program (sshd wants to be called by one), wherever it is. */
export function sbin(name: string): string {
  const folders = ['/usr/sbin', '/usr/local/sbin', '/sbin', '/usr/bin', '/usr/local/bin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? name;
}
