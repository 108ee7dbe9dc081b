import { spawn, type ChildProcess } from 'node:child_process';
import { Readable } from 'node:stream';
import { keeperNewsSchema } from '../../protocol/tunnel-keeper.ts';
import { within } from '../within.ts';
import { readLines } from './lines.ts';
import { signalGroup } from './program-group.ts';

/** How a program that was kept came to its end. */
export type Ending =
  { readonly kind: 'not-started'; readonly code: string } | { readonly kind: 'ended' };

/** A program that ends with us. */
export interface KeptProgram {
  /** Resolves when it is gone, and all that it said has been read. */
  readonly ended: Promise<Ending>;
  /** Ends it and all that it started; resolves when it is gone. */
  stop(): Promise<void>;
}

/** How long the keeper may take to end a program, in milliseconds; it is twice as quick. */
const STOP_WITHIN = 2000;
/** How long output may come after the end, in milliseconds. */
const DRAIN_WITHIN = 500;

/**
 * Starts a program by way of the keeper.
 * @param keeper where the keeper's bundle lies
 * @param onLine each line of its stdout and stderr
 */
export function startKept(
  keeper: string,
  command: string,
  args: readonly string[],
  onLine: (line: string) => void,
): KeptProgram {
  const child = spawn(process.execPath, [keeper, command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    // Not in our own group: what ends our group must leave the keeper the time to end the program.
    detached: process.platform !== 'win32',
    windowsHide: true,
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  let notStarted: string | null = null;
  let leader: number | null = null;
  follow(child.stdio[3], (line) => {
    const news = keeperNewsSchema.parse(JSON.parse(line));
    if (news.kind === 'started') leader = news.pid;
    else notStarted = news.code;
  });
  follow(child.stdout, onLine);
  follow(child.stderr, onLine);
  // The keeper may be gone before its input is closed.
  child.stdin.on('error', () => undefined);

  const ended = endOf(child).then((failure): Ending => {
    // Where the keeper itself was killed, nobody else ends the program.
    if (leader !== null && child.signalCode !== null) signalGroup(leader, 'SIGKILL');
    const code = failure ?? notStarted;
    return code === null ? { kind: 'ended' } : { kind: 'not-started', code };
  });
  return {
    ended,
    async stop() {
      child.stdin.end();
      const isLate = await within(STOP_WITHIN, ended).then(
        () => false,
        () => true,
      );
      if (isLate) child.kill('SIGKILL');
      await ended;
    },
  };
}

function follow(stream: unknown, onLine: (line: string) => void): void {
  if (!(stream instanceof Readable)) return;
  const lines = readLines(onLine);
  stream.on('data', (chunk: Uint8Array) => lines.push(chunk));
  stream.once('end', () => lines.end());
  // A pipe that breaks ends with the process, which is what counts.
  stream.on('error', () => undefined);
}

/** Resolves when a process is gone and its output read: null, or why it could not be started. */
function endOf(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
    child.once('close', () => resolve(null));
    // Something that outlived the program may still hold its output open.
    child.once('exit', () => setTimeout(() => resolve(null), DRAIN_WITHIN).unref());
  });
}
