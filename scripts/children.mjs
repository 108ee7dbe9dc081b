// Runs programs for the test run so that none of them, nor anything they start, outlives it.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { openSync, closeSync, readFileSync, readdirSync } from 'node:fs';

/** Every process below this run carries this in its environment, however far it wanders off. */
const COUNTERSIGN_RUN = randomUUID();

const running = new Set();

/**
 * Runs a shell command to its end, what it says going into a file.
 * @param {string} command
 * @param {{ log: string, cwd: string, env?: Record<string, string>, minutes?: number }} options
 * @returns {Promise<{ ok: boolean, tooLong: boolean }>}
 */
export function runLogged(command, { log, cwd, env = {}, minutes = 10 }) {
  return new Promise((resolve) => {
    const out = openSync(log, 'w');
    const child = spawn(command, {
      shell: true,
      cwd,
      env: { ...process.env, COUNTERSIGN_RUN, NO_COLOR: '1', ...env },
      stdio: ['ignore', out, out],
      detached: true,
    });
    running.add(child);
    let tooLong = false;
    const limit = setTimeout(() => {
      tooLong = true;
      killGroup(child);
    }, minutes * 60_000);
    child.once('close', (code) => {
      clearTimeout(limit);
      closeSync(out);
      running.delete(child);
      resolve({ ok: code === 0, tooLong });
    });
  });
}

/**
 * Ends what the run left behind. Linux only; elsewhere nothing is found.
 * @param {number} patience milliseconds to let them end by themselves
 * @returns {Promise<string[]>} the command lines of those that had to be killed
 */
export async function endSurvivors(patience) {
  for (const child of running) killGroup(child);
  const end = Date.now() + patience;
  while (survivors().length > 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return survivors().map((pid) => {
    const line = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').slice(0, 200);
    signal(pid);
    return line;
  });
}

function survivors() {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) =>
      read(`/proc/${pid}/environ`).split('\0').includes(`COUNTERSIGN_RUN=${COUNTERSIGN_RUN}`),
    )
    .map(Number);
}

/** A file of /proc; empty when its process is gone or another person's. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const killGroup = (child) => signal(-child.pid);

function signal(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
