import { stat } from 'node:fs/promises';

/** Tells by little reading whether files are as they were: another one means that they are not. */
export async function fingerprint(files: readonly string[]): Promise<string> {
  const marks = await Promise.all(files.map(markOf));
  return files.map((file, at) => `${file} ${marks[at] ?? ''}`).join('\n');
}

async function markOf(path: string): Promise<string> {
  return await stat(path).then(
    ({ ino, size, mtimeMs }) => `${ino} ${size} ${mtimeMs}`,
    () => '',
  );
}
