import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Destination } from '../../core/rules/offers.ts';
import type { Scope } from '../../core/rules/placed-rule.ts';
import { gitRoot, mainRoot } from './git.ts';

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

/** A settings file that counts for a session, and the folder its paths with one leading slash start from. */
export interface CountingFile {
  readonly scope: Scope;
  readonly file: string;
  readonly root: string;
}

/** What tells which settings files count for a session. */
export interface CountingPlace extends SettingsPlace {
  /** The organisation's settings; by default where Claude Code looks for them. */
  readonly managedFile?: string;
}

/**
 * The settings files that count for a session, highest precedence first: managed, local, project,
 * user (documented by Claude Code).
 */
export function countingFiles(place: CountingPlace): readonly CountingFile[] {
  const { folder, claudeDir, managedFile = managedSettingsFile() } = place;
  const { local, project, user } = settingsFiles(place);
  const files: readonly CountingFile[] = [
    // Measured: its paths start in the session's folder, not in its own.
    { scope: 'managed', file: managedFile, root: folder },
    ...[local, ...localOfMain(folder)].map(
      (file) => ({ scope: 'local', file, root: folder }) as const,
    ),
    { scope: 'project', file: project, root: folder },
    { scope: 'user', file: user, root: claudeDir },
  ];
  // In the home folder the project's file is the user's.
  return files.filter(({ scope }) => scope !== 'project' || project !== user);
}

/** The settings files that count for a session wherever it is started. */
export function countingAnywhere(place: Omit<CountingPlace, 'folder'>): readonly CountingFile[] {
  return countingFiles({ folder: place.claudeDir, ...place }).filter(
    ({ scope }) => scope === 'managed' || scope === 'user',
  );
}

/** In a worktree the local file of the main one is read too (measured). */
function localOfMain(folder: string): readonly string[] {
  const root = gitRoot(folder);
  const main = root === null ? null : mainRoot(root);
  return main === null || main === root ? [] : [join(main, '.claude', 'settings.local.json')];
}

/** Where an organisation's settings stand on this kind of machine (documented by Claude Code). */
export function managedSettingsFile(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return 'C:\\Program Files\\ClaudeCode\\managed-settings.json';
  if (platform === 'darwin') return '/Library/Application Support/ClaudeCode/managed-settings.json';
  return '/etc/claude-code/managed-settings.json';
}
