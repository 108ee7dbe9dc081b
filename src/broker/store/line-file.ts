import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** Where a file of lines ends. */
export interface LinesEnd {
  /** How many bytes the finished lines take, each with its newline. */
  readonly bytes: number;
  /** Behind the last line may be remains of one that could neither be finished nor cut off. */
  readonly remains: boolean;
}

/** Opens a file of lines for one piece of work; made for this user alone if it is not there. */
export async function withLines<T>(
  path: string,
  work: (file: FileHandle) => Promise<T>,
): Promise<T> {
  // Not for appending: on Windows that mode may not cut back what failed.
  const file = await open(path, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/**
 * Puts a line at the end, over what may remain there.
 * @param line with its newline.
 * @returns the end behind it, once it is synced to disk.
 */
export async function putLine(file: FileHandle, at: LinesEnd, line: Buffer): Promise<LinesEnd> {
  const bytes = at.bytes + line.length;
  await writeAt(file, at.bytes, line);
  if (at.remains) await file.truncate(bytes);
  await file.datasync();
  return { bytes, remains: false };
}

async function writeAt(file: FileHandle, place: number, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, place + done)).bytesWritten;
  }
}
