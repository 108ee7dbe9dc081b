import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { ChainLine } from '../../core/audit/chain.ts';
import { canonicalJson } from '../../core/json.ts';
import { auditLineSchema } from '../../protocol/audit.ts';

/** The end of a file of lines. */
export interface FileTail {
  /** How many bytes the finished lines take, each with its newline. */
  readonly wholeBytes: number;
  /** The last finished line without its newline; null where there is none. */
  readonly lastLine: Buffer | null;
  /** What stands behind it: a line that was never finished, or nothing. */
  readonly torn: Buffer;
}

const NEWLINE = 0x0a;

/** How much of the end is read first; a line is seldom longer. In bytes. */
const FIRST_LOOK = 64 * 1024;

/** Reads the end of a file of lines, and no more of it than that takes. */
export async function readTail(file: FileHandle): Promise<FileTail> {
  const { size } = await file.stat();
  for (let span = FIRST_LOOK; ; span *= 4) {
    const from = Math.max(0, size - span);
    const bytes = await readSpan(file, from, size);
    const end = bytes.lastIndexOf(NEWLINE);
    const start = end > 0 ? bytes.lastIndexOf(NEWLINE, end - 1) + 1 : 0;
    if (start === 0 && from > 0) continue;
    return {
      wholeBytes: from + end + 1,
      lastLine: end === -1 ? null : bytes.subarray(start, end),
      torn: bytes.subarray(end + 1),
    };
  }
}

/** Reads the lines in the first `bytes` of a file, one after the other, however long the file is. */
export async function* readLines(
  path: string,
  bytes: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  if (bytes === 0) return;
  const stream: AsyncIterable<Buffer> = createReadStream(path, { end: bytes - 1, signal });
  let parts: Buffer[] = [];
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield Buffer.concat([...parts, chunk.subarray(start, end)]);
      parts = [];
      start = end + 1;
    }
    if (start < chunk.length) parts.push(chunk.subarray(start));
  }
  if (parts.length > 0) yield Buffer.concat(parts);
}

/** A line of the log in its one spelling, with its newline. */
export function formatAuditLine(line: ChainLine): Buffer {
  return Buffer.from(`${canonicalJson(line)}\n`, 'utf8');
}

/**
 * Reads a line of the log, without its newline.
 * @returns null where it is not one, or not spelled to the byte as it would have been written: a
 *   change that leaves the meaning alone is a change.
 */
export function parseAuditLine(bytes: Buffer): ChainLine | null {
  try {
    const line = auditLineSchema.parse(JSON.parse(bytes.toString('utf8')));
    return formatAuditLine(line).subarray(0, -1).equals(bytes) ? line : null;
  } catch {
    // Not JSON, another shape, or nested too deeply to walk: in each case no line of ours.
    return null;
  }
}

async function readSpan(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from);
  let done = 0;
  while (done < bytes.length) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, from + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return bytes.subarray(0, done);
}
