import type { Finding } from '../../../protocol/desk.ts';
import { countingAnywhere, countingFiles, type CountingFile } from '../locate.ts';
import { readSource, type Source } from './read-source.ts';

/** Which settings files count. */
export interface PlacesToCheck {
  readonly claudeDir: string;
  /** The folders in which sessions are expected to start. */
  readonly folders: readonly string[];
  /** The organisation's settings; by default where Claude Code looks for them. */
  readonly managedFile?: string;
}

/** Where sessions start, with the settings files that count there. */
export interface Place {
  /** Null for sessions anywhere. */
  readonly folder: string | null;
  /** Highest precedence first: managed, local, project, user (documented by Claude Code). */
  readonly sources: readonly Source[];
}

/** All places, and what was wrong with files that Claude Code ignores. */
export interface PlacesRead {
  readonly places: readonly Place[];
  /** Every file that is read somewhere, once. */
  readonly sources: readonly Source[];
  readonly findings: readonly Finding[];
}

/** Reads every settings file that counts, each once. */
export async function readPlaces(check: PlacesToCheck): Promise<PlacesRead> {
  const wanted = placesOf(check);
  const scopes = new Map(
    wanted.flatMap(({ files }) => files.map(({ file, scope }) => [file, scope] as const)),
  );
  const reads = await Promise.all(
    [...scopes].map(async ([file, scope]) => ({ file, read: await readSource(scope, file) })),
  );
  const found = new Map<string, Source>();
  const findings: Finding[] = [];
  for (const { file, read } of reads) {
    if (read.kind === 'read') found.set(file, read.source);
    if (read.kind === 'ignored') findings.push(read.finding);
  }
  const places = wanted.map(({ folder, files }) => ({
    folder,
    sources: files.flatMap(({ file }) => found.get(file) ?? []),
  }));
  return { places, sources: [...found.values()], findings };
}

interface WantedPlace {
  readonly folder: string | null;
  readonly files: readonly CountingFile[];
}

function placesOf({ folders, ...check }: PlacesToCheck): readonly WantedPlace[] {
  if (folders.length === 0) return [{ folder: null, files: countingAnywhere(check) }];
  return folders.map((folder) => ({ folder, files: countingFiles({ folder, ...check }) }));
}
