import { open, type FileHandle } from 'node:fs/promises';
import { onTestFinished, vi } from 'vitest';

/** The methods that all open files share, to watch or break one of them until the test ends. */
export async function fileMethods(folder: string): Promise<FileHandle> {
  const handle = await open(folder, 'r');
  const methods = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  return methods;
}
