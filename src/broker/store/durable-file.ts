import { randomBytes } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Puts a text in the place of a file, whole or not at all, readable by this user alone, and safe on
 * disk once it resolves: a new file beside it, synced, renamed over it, and the folder synced.
 * @throws what the file system threw; the file is then as it was, and nothing is left beside it.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  // A name nobody can guess, and `wx`: a link laid out in wait is not followed.
  const fresh = `${path}.${randomBytes(8).toString('hex')}${FRESH_SUFFIX}`;
  try {
    const file = await open(fresh, 'wx', 0o600);
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(fresh, path);
  } catch (cause) {
    await rm(fresh, { force: true });
    throw cause;
  }
  await syncFolder(dirname(path));
}

/** How the name of a file ends that was not yet renamed to the one it replaces. */
const FRESH_SUFFIX = '.tmp';

/** Removes what a replacement of that file left that was cut short by the end of the process. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const left = (await readdir(folder)).filter(
    (name) => name.startsWith(`${basename(path)}.`) && name.endsWith(FRESH_SUFFIX),
  );
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
}

/** Makes the names in a folder safe on disk. Windows has no such call, and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
