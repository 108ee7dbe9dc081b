import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { gitRoot, mainRoot } from '../git.ts';

/** Whether the person has trusted a folder in Claude Code, as far as its own file tells. */
export type Trust = 'trusted' | 'untrusted' | 'unknown';

/** Where to look. */
export interface TrustPlace {
  readonly folder: string;
  readonly claudeDir: string;
  readonly home: string;
}

const stateSchema = z.object({
  projects: z.record(z.string(), z.object({ hasTrustDialogAccepted: z.optional(z.unknown()) })),
});

/**
 * The files in which Claude Code keeps, among much else, which folders are trusted (measured: beside
 * the user's folder, or in it where CLAUDE_CONFIG_DIR names that; a terminal may differ from us).
 */
export function trustFiles({ claudeDir, home }: Omit<TrustPlace, 'folder'>): readonly string[] {
  const inside = join(claudeDir, '.claude.json');
  return claudeDir === join(home, '.claude') ? [join(home, '.claude.json'), inside] : [inside];
}

/**
 * Reads whether a folder is trusted. Measured: it is kept by the real path of the repository (for a
 * worktree the main one), or of the folder outside of one; a folder that isn't named is not trusted.
 * @returns `unknown` where no file can be read: it is a hint. So it is outside of a repository where
 *   a folder above is trusted, since then Claude Code may not ask, and skips the rules all the same.
 */
export async function readTrust(place: TrustPlace): Promise<Trust> {
  const read = await Promise.all(trustFiles(place).map(readAccepted));
  const known = read.filter((accepted) => accepted !== null);
  const isTrusted = (path: string): boolean => known.some((accepted) => accepted.has(path));
  const folder = await realpath(place.folder).catch(() => place.folder);
  const root = gitRoot(folder);
  if (isTrusted(root === null ? folder : mainRoot(root))) return 'trusted';
  if (known.length === 0 || (root === null && above(folder).some(isTrusted))) return 'unknown';
  return 'untrusted';
}

async function readAccepted(file: string): Promise<ReadonlySet<string> | null> {
  const state = stateSchema.safeParse(await readJson(file));
  if (!state.success) return null;
  const accepted = Object.entries(state.data.projects).filter(
    ([, { hasTrustDialogAccepted }]) => hasTrustDialogAccepted === true,
  );
  return new Set(accepted.map(([path]) => path));
}

/** Missing, not ours to read, or written at this very moment: each is no hint, and so undefined. */
async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function above(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [] : [parent, ...above(parent)];
}
