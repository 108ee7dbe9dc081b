import type { Stats } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readPastCalls, type PastCall } from '../../agents/claude-code/past-calls.ts';

/** So many of the newest transcripts are looked into. */
const MOST_FILES = 8;
/** So much of the end of each, in bytes. */
const TAIL = 1024 * 1024;
/** So many folders and files are looked at to find the newest. */
const MOST_FOLDERS = 300;
const MOST_LOOKED_AT = 3_000;
/** So many calls are told, the newest. */
const MOST_CALLS = 200;

/**
 * The last calls of the person’s own sessions, newest first, from Claude Code’s transcripts. It never
 * rejects: what can’t be read is left out.
 */
export async function recentCalls(claudeDir: string): Promise<readonly PastCall[]> {
  const files = await newestTranscripts(join(claudeDir, 'projects'));
  const read = await Promise.all(files.map(callsIn));
  const byId = new Map(read.flat().map((call) => [call.id, call]));
  return [...byId.values()].sort((left, right) => right.at - left.at).slice(0, MOST_CALLS);
}

async function newestTranscripts(root: string): Promise<readonly string[]> {
  const folders = await newest(await namesIn(root, ''), MOST_FOLDERS, (found) =>
    found.isDirectory(),
  );
  const files: string[] = [];
  for (const folder of folders) {
    if (files.length >= MOST_LOOKED_AT) break;
    files.push(...(await namesIn(folder, '.jsonl')));
  }
  // A pipe would hold up whoever opens it.
  return newest(files.slice(0, MOST_LOOKED_AT), MOST_FILES, (found) => found.isFile());
}

async function namesIn(folder: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(ending))
    .slice(0, MOST_LOOKED_AT)
    .map((name) => join(folder, name));
}

async function newest(
  paths: readonly string[],
  most: number,
  isWanted: (found: Stats) => boolean,
): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const stats = await stat(path).catch(() => null);
      return stats !== null && isWanted(stats) ? [{ path, at: stats.mtimeMs }] : [];
    }),
  );
  const sorted = found.flat().sort((left, right) => right.at - left.at);
  return sorted.slice(0, most).map(({ path }) => path);
}

async function callsIn(path: string): Promise<readonly PastCall[]> {
  const lines = await lastLines(path).catch(() => []);
  return lines.flatMap(readPastCalls);
}

/** The whole lines at the end of a file. */
async function lastLines(path: string): Promise<readonly string[]> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const from = Math.max(0, size - TAIL);
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(Math.min(size, TAIL)),
      position: from,
    });
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    // The look may have begun in the middle of a line.
    return from === 0 ? lines : lines.slice(1);
  } finally {
    await file.close();
  }
}
