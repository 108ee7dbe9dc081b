import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { settingsProblem, type SettingsProblem } from '../problem.ts';
import { errnoOf } from './errno.ts';
import type { FileState } from './read.ts';

/**
 * Why a file must not be written, or null. Whoever made it read-only meant it: that holds where we
 * could write all the same, since a rename needs no right on the file, and root needs none at all.
 */
export async function writeObstacle(state: FileState): Promise<SettingsProblem | null> {
  const { file } = state;
  if (state.kind === 'present') {
    // Gone meanwhile is no obstacle here: the check before the rename finds that out.
    const writable = await isWritable(state.realFile).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return true;
      throw error;
    });
    if (!writable) return settingsProblem('read-only-file', file);
    return await folderObstacle(file, dirname(state.realFile));
  }
  const folder = dirname(file);
  return await folderObstacle(file, state.folderExists ? folder : dirname(folder));
}

async function folderObstacle(file: string, folder: string): Promise<SettingsProblem | null> {
  try {
    if (await isWritable(folder)) return null;
    return settingsProblem('read-only-folder', file, folder);
  } catch (error) {
    const code = errnoOf(error) === 'ENOENT' ? 'folder-missing' : 'folder-unusable';
    return settingsProblem(code, file, folder, error);
  }
}

async function isWritable(path: string): Promise<boolean> {
  const entry = await stat(path);
  // On Windows the bit of a folder says nothing about writing into it.
  const bitCounts = !(process.platform === 'win32' && entry.isDirectory());
  if (bitCounts && (entry.mode & 0o200) === 0) return false;
  return await access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
