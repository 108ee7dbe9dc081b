import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** The folder this checkout lives in, absolute, without a slash at its end. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** A program that ended badly. The message names it and carries the end of what it said. */
class ProgramFailed extends Error {
  readonly code = 'program-failed';
}

/** Where and with what a program runs; `timeout` is in milliseconds. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeout?: number;
}

/**
 * Runs a program to its end.
 * @returns what it wrote to stdout
 * @throws {ProgramFailed} when it is missing, ends with another code than 0, or takes too long
 */
export function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      program,
      args,
      { timeout: 600_000, maxBuffer: 64 * 1024 * 1024, ...options },
      (error, stdout, stderr) => {
        if (error === null) {
          resolve(stdout);
          return;
        }
        const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-30).join('\n');
        const line = [program, ...args].join(' ');
        reject(
          new ProgramFailed(`${line} failed (${error.message.split('\n')[0] ?? ''})\n${said}`),
        );
      },
    );
  });
}

/** Below the ports that systems take for connections of their own: one of these stays free. */
const LOWEST = 20_000;
const HIGHEST = 27_000;

/**
 * A TCP port on 127.0.0.1 that nothing listened on a moment ago.
 * @param wanted the only port that will do; any when left out
 * @throws when the wanted port is taken
 */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted !== 0) return probe(wanted);
  for (let tries = 1; ; tries += 1) {
    try {
      return await probe(randomInt(LOWEST, HIGHEST));
    } catch (cause) {
      if (tries === 20) throw cause;
    }
  }
}

function probe(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (cause) => {
      reject(new Error(`port ${port} can't be used: ${cause.message}`, { cause }));
    });
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
  });
}

/**
 * Asks again and again until the answer is there; an answer of undefined or false, and a throw,
 * mean "not yet".
 * @param what named in the error, such as "the toast"
 * @param milliseconds how long to go on asking
 * @returns the first answer that is neither undefined nor false
 * @throws when time is up, with the probe's last error as its cause
 */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  milliseconds = 20_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await probe();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > end) throw new Error(`waited ${milliseconds} ms for ${what}`, { cause });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
