import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installClaude } from './install.ts';
import { claudeEnv, type Project } from './project.ts';
import { goes, until } from './wait.ts';

const run = promisify(execFile);

/** Claude Code in a terminal of its own, as a person sits before it. */
export interface Terminal {
  /** The process id of Claude Code itself. */
  pid: number;
  /** What the screen shows now. */
  screen: () => Promise<string>;
  /** Waits until the screen shows it. */
  shows: (what: RegExp, timeoutMs?: number) => Promise<void>;
  /** Waits until the screen no longer shows it. */
  hides: (what: RegExp, timeoutMs?: number) => Promise<void>;
  /** Waits until a dialog with this first choice (any, unless told) stands there and takes keys. */
  dialog: (what?: RegExp) => Promise<void>;
  /** Types text, as it is. */
  type: (text: string) => Promise<void>;
  /** Presses keys by tmux's names: `Enter`, `Escape`, `Down`, `C-c`, `1`, … */
  press: (...keys: string[]) => Promise<void>;
  /** Types a prompt, waits until it stands there, and sends it. */
  prompt: (text: string) => Promise<void>;
  /** Ends it, and the terminal with it; by force when it doesn't go. */
  quit: () => Promise<void>;
}

/** What a terminal needs. */
export interface TerminalOptions {
  project: Project;
  /** The mock's address. */
  apiUrl: string;
  args?: readonly string[];
  env?: Record<string, string>;
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Every tmux server started here and not yet ended, so that a test run that dies leaves none. */
const open = new Set<string>();
process.once('exit', () => {
  for (const socket of open) spawnSync('tmux', ['-S', socket, 'kill-server']);
});

async function commandLine(options: TerminalOptions): Promise<string> {
  const env = claudeEnv(options.project, options.apiUrl, options.env);
  const words = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const command = ['env', '-i', ...words, await installClaude(), ...(options.args ?? [])];
  return `cd ${quoted(options.project.folder)} && exec ${command.map(quoted).join(' ')}`;
}

/**
 * Starts Claude Code in tmux (a server of its own) and waits until it takes prompts.
 * @throws Error that names tmux when it isn't there, or shows the screen when Claude Code doesn't get ready.
 */
export async function openTerminal(options: TerminalOptions): Promise<Terminal> {
  const folder = await mkdtemp(join(tmpdir(), 'claude-tmux-'));
  const socket = join(folder, 's');
  const env = {
    PATH: process.env['PATH'],
    HOME: options.project.home,
    LANG: 'C.UTF-8',
    TERM: 'xterm',
  };
  const tmux = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('tmux', ['-S', socket, '-f', '/dev/null', ...args], { env });
    return stdout;
  };
  const start = ['new-session', '-d', '-s', 'claude', '-x', '130', '-y', '50'];
  await tmux(...start, await commandLine(options)).catch((cause: unknown) => {
    throw new Error('tmux could not start; the tests of the terminal need it.', { cause });
  });
  open.add(socket);

  const pid = Number(await tmux('list-panes', '-t', 'claude', '-F', '#{pane_pid}'));
  const screen = () => tmux('capture-pane', '-p', '-t', 'claude');
  const shows = async (what: RegExp, timeoutMs?: number): Promise<void> => {
    const look = async () => (what.test(await screen()) ? true : undefined);
    await until(`the terminal shows ${String(what)}`, look, timeoutMs, screen);
  };
  const hides = async (what: RegExp, timeoutMs?: number): Promise<void> => {
    const look = async () => (what.test(await screen()) ? undefined : true);
    await until(`the terminal hides ${String(what)}`, look, timeoutMs, screen);
  };
  const dialog = async (what = /❯ 1\. /): Promise<void> => {
    await shows(what);
    // Keys are lost in its first 0.15 s (measured), so that nobody confirms what they haven't read.
    await new Promise((resolve) => setTimeout(resolve, 400));
    await shows(what);
  };
  const type = async (text: string) => {
    await tmux('send-keys', '-t', 'claude', '-l', text);
  };
  const press = async (...keys: string[]) => {
    for (const key of keys) await tmux('send-keys', '-t', 'claude', key);
  };
  const quit = async (): Promise<void> => {
    if (!open.delete(socket)) return;
    // Its terminal going is what ends it, as when a person closes the window; SIGKILL is the last word.
    await tmux('kill-server').catch(() => undefined);
    if (!(await goes(pid, 3000))) {
      process.kill(pid, 'SIGKILL');
      await goes(pid, 2000);
    }
    await rm(folder, { recursive: true, force: true });
  };

  const prompt = async (text: string): Promise<void> => {
    await type(text);
    const typed = text.slice(-20);
    await until('the prompt stands there', async () =>
      (await screen()).includes(typed) ? true : undefined,
    );
    await press('Enter');
  };
  try {
    await shows(/\? for shortcuts|mode on|^❯/m, 30_000);
  } catch (error) {
    await quit();
    throw error;
  }
  return { pid, screen, shows, hides, dialog, type, press, prompt, quit };
}
