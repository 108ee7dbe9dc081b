import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  claudeFolder,
  managedSettingsFile,
  settingsFiles,
} from '../../../src/broker/settings/locate.ts';
import { ownFolder, put } from './folders.ts';

test('the project file stands where the session started, the local one at the git root', async () => {
  const root = await ownFolder();
  const folder = join(root, 'repo', 'sub', 'deep');
  await mkdir(folder, { recursive: true });
  await mkdir(join(root, 'repo', '.git'));
  expect(settingsFiles({ folder, claudeDir: '/home/dev/.claude' }, 'linux')).toEqual({
    project: join(folder, '.claude', 'settings.json'),
    local: join(root, 'repo', '.claude', 'settings.local.json'),
    user: '/home/dev/.claude/settings.json',
  });
  expect(settingsFiles({ folder, claudeDir: '/c' }, 'win32').local).toBe(
    join(folder, '.claude', 'settings.local.json'),
  );
});

test('the root of a worktree counts, where .git is a file', async () => {
  const root = await ownFolder();
  await put(join(root, '.git'), 'gitdir: elsewhere');
  await mkdir(join(root, 'sub'));
  expect(settingsFiles({ folder: join(root, 'sub'), claudeDir: '/c' }, 'linux').local).toBe(
    join(root, '.claude', 'settings.local.json'),
  );
});

test('outside a repository the local file stands beside the project file', async () => {
  const folder = await ownFolder();
  expect(settingsFiles({ folder, claudeDir: '/c' }, 'linux').local).toBe(
    join(folder, '.claude', 'settings.local.json'),
  );
});

test('the user folder is what CLAUDE_CONFIG_DIR names, else .claude at home', () => {
  expect(claudeFolder({ CLAUDE_CONFIG_DIR: '/home/dev/cc' }, '/home/dev')).toBe('/home/dev/cc');
  expect(claudeFolder({ CLAUDE_CONFIG_DIR: '' }, '/home/dev')).toBe('/home/dev/.claude');
  expect(claudeFolder({}, '/home/dev')).toBe('/home/dev/.claude');
});

test('managed settings stand where Claude Code documents them', () => {
  expect(managedSettingsFile('linux')).toBe('/etc/claude-code/managed-settings.json');
  expect(managedSettingsFile('darwin')).toContain('/Library/Application Support/ClaudeCode/');
  expect(managedSettingsFile('win32')).toContain('C:\\Program Files\\ClaudeCode\\');
});
