import { spawn, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { waitFor } from '../process.ts';

/** A server that runs as a child of ours. */
export interface ChildServer {
  /** What it said, for the message where something fails. */
  said(): string;
  stop(): Promise<void>;
}

/**
 * Starts a program that listens on a port of 127.0.0.1, and waits until it does.
 * @throws with what it said where it ends before
 */
export async function startServer(
  program: string,
  args: readonly string[],
  port: number,
): Promise<ChildServer> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-8000)));
  }
  let fault: Error | null = null;
  child.once('error', (error) => (fault = error));
  try {
    await waitFor(`${program} on port ${port}`, async () => {
      if (fault !== null || child.exitCode !== null) return 'ended' as const;
      return (await accepts(port)) && ('listening' as const);
    });
    if (fault !== null || child.exitCode !== null) throw new Error('it ended at once');
  } catch (cause) {
    await end(child);
    throw new Error(`${program} does not listen: ${said}`, { cause: fault ?? cause });
  }
  return { said: () => said, stop: () => end(child) };
}

/** Whether something on 127.0.0.1 takes connections on this port. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const sure = setTimeout(() => child.kill('SIGKILL'), 3000);
  await ended;
  clearTimeout(sure);
}
