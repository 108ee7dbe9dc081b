import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import { gitRoot } from '../locate.ts';

/** Whether the person has trusted a folder in Claude Code, as far as its own file tells. */
export type Trust = 'trusted' | 'untrusted' | 'unknown';

/** Where to look. */
export interface TrustPlace {
  readonly folder: string;
  readonly claudeDir: string;
  readonly home: string;
}

const stateSchema = z.object({
  projects: z.record(
    z.string(),
    z.object({ hasTrustDialogAccepted: z.catch(z.optional(z.boolean()), undefined) }),
  ),
});

/** The file in which Claude Code keeps, among much else, which folders are trusted. */
export function trustFile({ claudeDir, home }: Omit<TrustPlace, 'folder'>): string {
  return claudeDir === join(home, '.claude')
    ? join(home, '.claude.json')
    : join(claudeDir, '.claude.json');
}

/**
 * Reads whether a folder is trusted. It is kept by the real path of the git repository's root or of
 * the folder; the trust of a folder above counts only outside of a repository (measured).
 * @returns `unknown` where the file can't be read, or says nothing of the folder: it is a hint.
 */
export async function readTrust(place: TrustPlace): Promise<Trust> {
  const accepted = await readAccepted(trustFile(place));
  if (accepted === null) return 'unknown';
  const folder = await realpath(place.folder).catch(() => place.folder);
  const root = gitRoot(folder);
  const own = root === null ? [folder] : [root, folder];
  const trusting = root === null ? withParents(folder) : own;
  if (trusting.some((path) => accepted.get(path) === true)) return 'trusted';
  return own.some((path) => accepted.get(path) === false) ? 'untrusted' : 'unknown';
}

async function readAccepted(file: string): Promise<ReadonlyMap<string, boolean> | null> {
  const state = stateSchema.safeParse(await readJson(file));
  if (!state.success) return null;
  return new Map(
    Object.entries(state.data.projects).flatMap(([path, { hasTrustDialogAccepted: accepted }]) =>
      accepted === undefined ? [] : [[path, accepted] as const],
    ),
  );
}

/** Missing, not ours to read, or written at this very moment: each is no hint, and so undefined. */
async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function withParents(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...withParents(parent)];
}
