import { countingAnywhere, countingFiles, type CountingFile } from '../locate.ts';
import { readRuleFile, type RuleFileRead } from './read-rule-file.ts';
import { readTrust } from './trust.ts';

/** Where sessions start, and what is needed to tell which rules count there. */
export interface RulesPlace {
  /** Null for sessions anywhere. */
  readonly folder: string | null;
  readonly claudeDir: string;
  /** The person's home folder. */
  readonly home: string;
  /** The organisation's settings; by default where Claude Code looks for them. */
  readonly managedFile?: string;
}

/** A settings file that counts in a place, with what stands in it. */
export interface RuleFile extends CountingFile {
  readonly read: RuleFileRead;
  /** Which of its rules count for nothing here, and why; null where all do, or that can't be told. */
  readonly silenced: { readonly rules: 'allow' | 'all'; readonly why: string } | null;
}

const UNTRUSTED = {
  rules: 'allow',
  why: 'Its rules to allow don’t count until this folder is trusted: start Claude Code there, and say yes.',
} as const;

const MANAGED_ONLY = {
  rules: 'all',
  why: 'Your organisation lets no rules count but its own.',
} as const;

/** Reads the rules of every settings file that counts in a place, highest precedence first. */
export async function readRuleFiles({ folder, ...place }: RulesPlace): Promise<RuleFile[]> {
  const files = folder === null ? countingAnywhere(place) : countingFiles({ folder, ...place });
  const trust = folder === null ? 'unknown' : await readTrust({ folder, ...place });
  const read = await Promise.all(
    files.map(async (file) => ({ ...file, read: await readRuleFile(file.file) })),
  );
  const managedOnly = read.some(
    ({ scope, read }) => scope === 'managed' && read.kind === 'read' && read.managedRulesOnly,
  );
  return read.map((file) => {
    if (managedOnly && file.scope !== 'managed') return { ...file, silenced: MANAGED_ONLY };
    // Measured: a project's other rules count at once, and so do all of the local file.
    const isWaiting = file.scope === 'project' && trust === 'untrusted';
    return { ...file, silenced: isWaiting ? UNTRUSTED : null };
  });
}
