import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, open, rename, rm, rmdir, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { settingsProblem, type SettingsProblem } from '../problem.ts';
import { errnoOf } from './errno.ts';
import { readSettingsFile, type FileState } from './read.ts';
import { writeObstacle } from './writable.ts';

/** What became of a write: done, or nothing done since the file is no longer as it was read. */
export type Written =
  | { readonly kind: 'written'; readonly madeFolder: boolean }
  | { readonly kind: 'changed-meanwhile' }
  | SettingsProblem;

/**
 * Puts a text in the place of a file as it was read, whole or not at all: a synced temporary file
 * beside it is renamed over it. Mode and owner stay; a link stays a link. The folder is made where
 * it is missing, but never the folder around it. On failure nothing is left behind.
 * @param text The new text, or null to remove the file.
 * @param newMode The permission bits of a file that did not exist.
 */
export async function writeSettingsFile(
  state: FileState,
  text: string | null,
  newMode: number,
): Promise<Written> {
  const target = state.kind === 'present' ? state.realFile : state.file;
  const folder = dirname(target);
  const needsFolder = state.kind === 'missing' && !state.folderExists;
  const temporary = join(folder, `.${basename(target)}.${randomUUID()}.tmp`);
  let madeFolder = false;
  let done = false;
  try {
    const obstacle = await writeObstacle(state);
    if (obstacle !== null) return obstacle;
    if (needsFolder) {
      await mkdir(folder);
      madeFolder = true;
    }
    if (text !== null) await writeTemporary(temporary, text, state, newMode);
    if (!(await isAsRead(state))) return { kind: 'changed-meanwhile' };
    await (text === null ? unlink(target) : rename(temporary, target));
    done = true;
    await syncFolder(folder);
    return { kind: 'written', madeFolder };
  } catch (error) {
    if (needsFolder && errnoOf(error) === 'EEXIST') return { kind: 'changed-meanwhile' };
    return settingsProblem('not-written', state.file, '', error);
  } finally {
    if (!done) {
      // What can't be removed harms nobody: Claude Code reads no file of that name.
      await rm(temporary, { force: true }).catch(() => undefined);
      if (madeFolder) await removeIfEmpty(folder);
    }
  }
}

async function writeTemporary(
  temporary: string,
  text: string,
  state: FileState,
  newMode: number,
): Promise<void> {
  const handle = await open(temporary, 'wx', state.kind === 'present' ? 0o600 : newMode);
  try {
    await handle.writeFile(text);
    if (state.kind === 'present') {
      const { uid, gid } = await handle.stat();
      if (uid !== state.uid || gid !== state.gid) await chown(temporary, state.uid, state.gid);
      await chmod(temporary, state.mode);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isAsRead(state: FileState): Promise<boolean> {
  const now = await readSettingsFile(state.file);
  if (state.kind === 'missing') return now.kind === 'missing';
  return now.kind === 'present' && now.text === state.text && now.realFile === state.realFile;
}

/**
 * Makes the rename itself last. Windows and some network file systems can't sync a folder. The
 * rename has happened all the same, so that is no failure of the write.
 */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/**
 * Removes a folder that we made, unless somebody has put something into it since. An empty folder
 * that can't be removed harms nobody, so it stays.
 */
export async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined);
}
