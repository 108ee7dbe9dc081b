import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSessionFile, type SessionHint } from '../../agents/claude-code/session-file.ts';
import type { NoteMiss } from './misses.ts';

/** The folder in which every running Claude Code keeps one file. */
export function sessionsFolder(claudeDir: string): string {
  return join(claudeDir, 'sessions');
}

/**
 * Reads every session file that can be understood. What is missing, half written or of another
 * shape is passed over: these files are hints.
 */
export async function readSessions(
  claudeDir: string,
  noteMiss: NoteMiss,
): Promise<readonly SessionHint[]> {
  const folder = sessionsFolder(claudeDir);
  const names = await readdir(folder).catch((error: unknown) => {
    noteMiss('The folder of session files could not be read.', error);
    return [];
  });
  // Beside each lies a secret (`.key`), which is none of our business.
  const files = names.filter((name) => /^\d+\.json$/.test(name));
  const hints = await Promise.all(files.map((name) => readHint(join(folder, name), noteMiss)));
  return hints.filter((hint) => hint !== null);
}

async function readHint(path: string, noteMiss: NoteMiss): Promise<SessionHint | null> {
  try {
    return readSessionFile(await readFile(path, 'utf8'));
  } catch (error) {
    noteMiss('A session file could not be read.', error);
    return null;
  }
}
