import type { Scope } from '../../../core/rules/placed-rule.ts';
import { countingAnywhere, countingFiles, type CountingFile } from '../locate.ts';
import { readRuleFile, type RuleFileRead } from './read-rule-file.ts';
import { readTrust, type Trust } from './trust.ts';

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
  /** Which of its rules are not relied on here; null where all are. */
  readonly silenced: Silenced | null;
}

interface Silenced {
  readonly rules: 'allow' | 'all';
  /** Why they count for nothing, in words for the person; null where that can't be told. */
  readonly why: string | null;
}

const UNTRUSTED =
  'Its rules to allow don’t count until this folder is trusted: start Claude Code there, and say yes.';
const MANAGED_ONLY = 'Your organisation lets no rules count but its own.';

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
  return read.map((file) => ({ ...file, silenced: silenced(file.scope, trust, managedOnly) }));
}

/** Measured: in a folder that isn't trusted only the project's rules to allow are skipped. */
function silenced(scope: Scope, trust: Trust, managedOnly: boolean): Silenced | null {
  if (managedOnly && scope !== 'managed') return { rules: 'all', why: MANAGED_ONLY };
  if (scope !== 'project' || trust === 'trusted') return null;
  return { rules: 'allow', why: trust === 'untrusted' ? UNTRUSTED : null };
}
