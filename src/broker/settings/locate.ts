import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Destination } from '../../core/rules/offers.ts';

/** Claude Code's own folder of the user: what CLAUDE_CONFIG_DIR names, else `.claude` at home. */
export function claudeFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  const named = env['CLAUDE_CONFIG_DIR'];
  return named === undefined || named === '' ? join(home, '.claude') : named;
}

/** The folder a session was started in, and the user's Claude Code folder. */
export interface SettingsPlace {
  readonly folder: string;
  readonly claudeDir: string;
}

/**
 * The settings files that Claude Code reads for a session, highest precedence first in `local`,
 * `project`, `user`. Measured: the project's file stands in the folder the session was started in,
 * the local one at the root of the git repository, except on Windows.
 */
export function settingsFiles(
  { folder, claudeDir }: SettingsPlace,
  platform: NodeJS.Platform = process.platform,
): Record<Destination, string> {
  const localFolder = platform === 'win32' ? folder : (gitRoot(folder) ?? folder);
  return {
    project: join(folder, '.claude', 'settings.json'),
    local: join(localFolder, '.claude', 'settings.local.json'),
    user: userSettingsFile(claudeDir),
  };
}

/** The user's own settings file, which counts in every folder. */
export function userSettingsFile(claudeDir: string): string {
  return join(claudeDir, 'settings.json');
}

/** In a worktree `.git` is a file, so any kind of entry counts. */
function gitRoot(folder: string): string | null {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? null : gitRoot(parent);
}

/** Where an organisation's settings stand on this kind of machine (documented by Claude Code). */
export function managedSettingsFile(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return 'C:\\Program Files\\ClaudeCode\\managed-settings.json';
  if (platform === 'darwin') return '/Library/Application Support/ClaudeCode/managed-settings.json';
  return '/etc/claude-code/managed-settings.json';
}
