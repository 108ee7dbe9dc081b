import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { installClaude } from './install.ts';
import { claudeEnv, type Project } from './project.ts';

/** How a headless run ended. */
export interface HeadlessResult {
  /** The exit code; `null` when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A headless run on its way. */
export interface HeadlessRun {
  pid: number;
  done: Promise<HeadlessResult>;
  /** Ends it at once, as a crash would. */
  kill: () => void;
}

/** What a run needs. */
export interface HeadlessOptions {
  project: Project;
  /** The mock's address. */
  apiUrl: string;
  prompt: string;
  /** More arguments of the CLI. */
  args?: readonly string[];
  env?: Record<string, string>;
  /** Ended by force after this many ms. */
  timeoutMs?: number;
}

/** Starts `claude -p` in the project. */
export async function startHeadless(options: HeadlessOptions): Promise<HeadlessRun> {
  const { project, apiUrl, prompt, args = [], env, timeoutMs = 60_000 } = options;
  const child = spawn(await installClaude(), ['-p', prompt, ...args], {
    cwd: project.folder,
    env: claudeEnv(project, apiUrl, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const done = Promise.all([ended, text(child.stdout), text(child.stderr)])
    .then(([code, stdout, stderr]) => ({ code, stdout, stderr }))
    .finally(() => clearTimeout(timer));
  if (child.pid === undefined) {
    await done;
    throw new Error('Claude Code did not start.');
  }
  return { pid: child.pid, done, kill: () => void child.kill('SIGKILL') };
}

/** Runs `claude -p` to its end. */
export async function runHeadless(options: HeadlessOptions): Promise<HeadlessResult> {
  return (await startHeadless(options)).done;
}
