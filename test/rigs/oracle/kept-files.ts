import { existsSync, statSync } from 'node:fs';
import { mkdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Files as they were, to be put back. */
export interface KeptFiles {
  readonly restore: () => Promise<void>;
}

/** The file, or the outermost of its folders, that would have to be made. */
function firstMissing(path: string): string {
  const parent = dirname(path);
  return existsSync(parent) ? path : firstMissing(parent);
}

async function keep(path: string): Promise<() => Promise<void>> {
  const target = await readlink(path).catch(() => undefined);
  if (target !== undefined) return keep(resolve(dirname(path), target));
  const missing = firstMissing(path);
  if (!existsSync(path)) return () => rm(missing, { recursive: true, force: true });
  if (!statSync(path).isFile()) return () => Promise.resolve();
  const content = await readFile(path);
  return () => writeFile(path, content);
}

/** Remembers files that are about to be written; those that aren't there are taken away again. */
export async function keepFiles(paths: readonly string[]): Promise<KeptFiles> {
  const undo = await Promise.all(paths.map(keep));
  return {
    restore: async () => {
      await Promise.all(undo.map((step) => step()));
    },
  };
}

/** Writes files, by path (from a folder, unless absolute) and content. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = resolve(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
