import { setTimeout as pause } from 'node:timers/promises';
import type { TunnelDescription, TunnelTarget } from './programs/description.ts';
import { startRun, type ProgramRun, type RunEnd } from './program-run.ts';
import { createStatusBoard, type StatusBoard } from './status-board.ts';
import type { RunningTunnel, TunnelPorts } from './tunnel-ports.ts';
import { pauseFor } from './tunnel-timing.ts';

/**
 * Keeps a tunnel program running: it is started again when it ends, after pauses that grow. One that
 * never led here is left alone after some starts; one that did is never given up, since a network
 * that is gone for the night comes back.
 */
export function superviseProgram(
  program: TunnelDescription,
  target: TunnelTarget,
  ports: TunnelPorts,
): RunningTunnel {
  const board = createStatusBoard((status) => ports.onChange(status));
  const lacks = program.lacks?.(target) ?? null;
  if (lacks !== null) {
    board.report({ kind: 'down', by: program.name, message: lacks });
    return notRunning(board);
  }
  const stopped = new AbortController();
  const isStopped = (): boolean => stopped.signal.aborted;
  let run: ProgramRun | null = null;

  const supervise = async (): Promise<void> => {
    let failures = 0;
    let everUp = false;
    board.report({ kind: 'starting', by: program.name });
    while (!isStopped()) {
      run = startRun(program, target, ports, (status) => board.report(status));
      const end = await run.over;
      if (isStopped()) return;
      everUp ||= end.wasUp;
      failures = end.wasUp ? 1 : failures + 1;
      const again = end.again && (everUp || failures < ports.timing.mostStarts);
      board.report({ kind: 'down', by: program.name, message: messageOf(end, again) });
      ports.log.warn('The tunnel program ended', { by: program.name, again, failures });
      if (!again) return;
      await sleep(pauseFor(ports.timing.restart, failures - 1), stopped.signal);
    }
  };
  const supervised = supervise();

  return {
    status: () => board.status(),
    check: () => run?.check() ?? Promise.resolve(),
    async stop() {
      stopped.abort();
      board.close();
      await run?.stop();
      await supervised;
    },
  };
}

/** A tunnel that there is nothing to wait for or to end. */
export function notRunning(board: StatusBoard): RunningTunnel {
  return {
    status: () => board.status(),
    check: () => Promise.resolve(),
    stop() {
      board.close();
      return Promise.resolve();
    },
  };
}

function messageOf(end: RunEnd, again: boolean): string {
  return again || !end.again
    ? end.message
    : `${end.message} It is not started again by itself: mend it, then check the address.`;
}

/** Waits, or returns at once when the signal comes. */
async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
