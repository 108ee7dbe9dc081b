import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import type { KeeperNews } from '../../protocol/tunnel-keeper.ts';
import { errnoOf } from '../settings/file/errno.ts';
import { programEnvironment } from './program-environment.ts';
import { signalGroup } from './program-group.ts';

/**
 * A program of its own, started between us and a tunnel program: its arguments are the command to
 * keep. The system closes its stdin when we end, even where we are killed; then it ends the command,
 * so that no tunnel is ever left leading to a port that another program may open.
 */

/** How long the command may take to end by itself, in milliseconds. */
const GRACE = 300;
/** The stream on which it says how the start went. */
const NEWS = 3;

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, {
  // Services that announce an address over SSH end with their input, so it stays open.
  stdio: ['pipe', 'inherit', 'inherit'],
  detached: process.platform !== 'win32',
  windowsHide: true,
  env: programEnvironment(),
});

child.once('spawn', () => {
  if (child.pid !== undefined) say({ kind: 'started', pid: child.pid });
});
child.once('error', (error) => {
  say({ kind: 'failed', code: errnoOf(error) });
  process.exit(1);
});
child.once('exit', (code) => {
  // What it started may have stayed behind.
  if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
  process.exit(code ?? 1);
});
// It may close its input whenever it likes.
child.stdin.on('error', () => undefined);

process.stdin.once('end', endChild).once('error', endChild).resume();
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, endChild);

function endChild(): void {
  const { pid } = child;
  if (pid === undefined) return;
  signalGroup(pid, 'SIGTERM');
  setTimeout(() => signalGroup(pid, 'SIGKILL'), GRACE);
}

function say(news: KeeperNews): void {
  try {
    writeSync(NEWS, `${JSON.stringify(news)}\n`);
  } catch {
    // Who should hear it is gone, and so is the other end of stdin.
    endChild();
  }
}
