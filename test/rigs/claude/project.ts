import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CLAUDE_VERSION } from './install.ts';

const run = promisify(execFile);

/** The key the agent sends to the mock; approved beforehand, so that no dialog asks about it. */
export const DUMMY_KEY = 'sk-ant-dummy';

/** Which of Claude Code's settings files. */
export type SettingsFile = 'user' | 'project' | 'local';

/** A throwaway HOME with a project folder in which the real Claude Code can run. */
export interface Project {
  home: string;
  /** The folder Claude Code is started in. */
  folder: string;
  settingsPath: (file: SettingsFile) => string;
  /** Writes a settings file whole. */
  settings: (file: SettingsFile, content: object) => Promise<void>;
  /** Writes a file of the project. */
  write: (path: string, content: string) => Promise<void>;
  /** Takes away what was made here (a HOME given from outside stays). */
  remove: () => Promise<void>;
}

/** What a project may be given. */
export interface ProjectOptions {
  /** A HOME that is there already, shared with an editor for example. */
  home?: string;
  /** An existing folder to use as the project. */
  folder?: string;
  /** `true`: `.mcp.json` names the small server `mocksrv` (tools `echo` and `write_thing`). */
  mcp?: boolean;
}

async function write(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

const print = (content: object) => `${JSON.stringify(content, null, 2)}\n`;

interface ClaudeJson {
  projects?: Record<string, object>;
}

/** Claude Code's own state file: welcomed, key approved, and this folder trusted, so nothing is asked first. */
async function trust(home: string, folder: string): Promise<void> {
  const path = join(home, '.claude.json');
  const before = await readFile(path, 'utf8').catch(() => '{}');
  const state = JSON.parse(before) as ClaudeJson;
  const trusted = {
    hasTrustDialogAccepted: true,
    hasCompletedProjectOnboarding: true,
    projectOnboardingSeenCount: 1,
    allowedTools: [],
  };
  const next = {
    ...state,
    hasCompletedOnboarding: true,
    lastOnboardingVersion: CLAUDE_VERSION,
    theme: 'dark',
    numStartups: 5,
    // Else a dialog may offer auto mode at the start, its Yes preselected.
    hasSeenAutoDefaultNudge: true,
    customApiKeyResponses: { approved: [DUMMY_KEY], rejected: [] },
    projects: { ...state.projects, [folder]: trusted },
  };
  await write(path, print(next));
}

/** Makes a project (a git repository) that Claude Code trusts. The caller removes it. */
export async function makeProject(options: ProjectOptions = {}): Promise<Project> {
  // The real path: Claude Code looks trust up by it.
  const root = await realpath(await mkdtemp(join(tmpdir(), 'claude-rig-')));
  const home = options.home ?? join(root, 'home');
  const folder = options.folder ?? join(root, 'proj');
  await mkdir(join(home, '.claude'), { recursive: true });
  await mkdir(folder, { recursive: true });
  await run('git', ['init', '-q', folder]);
  await trust(home, folder);
  if (options.mcp) {
    const server = fileURLToPath(new URL('./mcp-server.mjs', import.meta.url));
    const mcpServers = { mocksrv: { command: process.execPath, args: [server] } };
    await write(join(folder, '.mcp.json'), print({ mcpServers }));
  }
  const paths = {
    user: join(home, '.claude/settings.json'),
    project: join(folder, '.claude/settings.json'),
    local: join(folder, '.claude/settings.local.json'),
  };
  return {
    home,
    folder,
    settingsPath: (file) => paths[file],
    settings: (file, content) => write(paths[file], print(content)),
    write: (path, content) => write(resolve(folder, path), content),
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  };
}

/** The whole environment Claude Code gets: nothing of the caller's own comes through. */
export function claudeEnv(
  project: Pick<Project, 'home'>,
  apiUrl: string,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    HOME: project.home,
    PATH: '/usr/local/bin:/usr/bin:/bin',
    LANG: 'C.UTF-8',
    SHELL: '/bin/bash',
    TERM: 'xterm-256color',
    ANTHROPIC_API_KEY: DUMMY_KEY,
    ANTHROPIC_BASE_URL: apiUrl,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_TELEMETRY: '1',
    DISABLE_AUTOUPDATER: '1',
    DISABLE_ERROR_REPORTING: '1',
    ...more,
  };
}
