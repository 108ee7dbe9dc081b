import { readFile } from 'node:fs/promises';

/** Whether a process still runs. One that has ended and waits to be cleared away doesn't. */
export async function isRunning(pid: number): Promise<boolean> {
  if (!exists(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The state follows the name, which stands in brackets and may hold anything (proc_pid_stat(5)).
    return stat.slice(stat.lastIndexOf(')')).charAt(2) !== 'Z';
  } catch {
    // It went between the two looks, or /proc isn't there: ask again in the plain way.
    return exists(pid);
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
