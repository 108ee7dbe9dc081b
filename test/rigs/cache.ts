import { existsSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The file whose presence says that a cached folder is whole. */
const STAMP = 'complete';

/**
 * Fills a folder of the cache once. The work is done in a folder beside it that is renamed at the
 * end, so a crash leaves nothing half made, and of two fillers at once the first wins.
 * @param folder absolute; its name should carry whatever makes its content differ (a version)
 * @param fill is given the folder to fill; nothing in it may hold that folder's path
 * @throws what `fill` throws, with nothing left behind
 */
export async function fillOnce(
  folder: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  if (existsSync(join(folder, STAMP))) return;
  await mkdir(dirname(folder), { recursive: true });
  await removeAbandoned(folder);
  const work = await mkdtemp(workPrefix(folder));
  try {
    await fill(work);
    await writeFile(join(work, STAMP), '');
    await rename(work, folder);
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    // Someone else was quicker: theirs is as good as ours.
    if (!existsSync(join(folder, STAMP))) throw error;
  }
}

const workPrefix = (folder: string) => join(dirname(folder), `.${basename(folder)}-`);

/** Removes what fillers left that were killed; nobody fills for as long as an hour. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(dirname(folder))) {
    const path = join(dirname(folder), name);
    if (!path.startsWith(workPrefix(folder))) continue;
    // Gone meanwhile: its filler has just finished.
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - made > 3_600_000) await rm(path, { recursive: true, force: true });
  }
}
