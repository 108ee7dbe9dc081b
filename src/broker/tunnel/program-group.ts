import { spawnSync } from 'node:child_process';
import { errnoOf } from '../settings/file/errno.ts';

/** Asks a program and all that it started to end, or ends them. One that is gone is no error. */
export function signalGroup(leader: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (process.platform === 'win32') {
    // Windows has neither groups nor a signal that asks.
    const args = ['/pid', String(leader), '/T', '/F'];
    spawnSync('taskkill', args, { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-leader, signal);
  } catch (error) {
    // ESRCH: the group is gone. EPERM, on macOS: all that is left of it waits to be cleared away.
    if (!GONE.has(errnoOf(error))) throw error;
  }
}

const GONE: ReadonlySet<string> = new Set(['ESRCH', 'EPERM']);
