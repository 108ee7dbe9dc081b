import type { PlacedRule } from '../../../core/rules/placed-rule.ts';
import type { RulesInForce } from '../../../core/rules/rules-in-force.ts';
import { readRuleFiles, type RuleFile } from './read-rule-files.ts';

/**
 * Reads the rules that count for a session started in a folder, of all its settings files. Rules to
 * allow of a project that isn't known to be trusted are not among them, nor any that an organisation
 * rules out: what is judged by these rules is rather asked.
 */
export async function readRulesInForce(place: {
  readonly folder: string;
  readonly claudeDir: string;
  readonly home: string;
  readonly managedFile?: string;
}): Promise<RulesInForce> {
  return inForceOf(await readRuleFiles(place));
}

/** The rules in force of files that were read. */
export function inForceOf(files: readonly RuleFile[]): RulesInForce {
  return {
    rules: files.flatMap(placedRules),
    ignored: files.flatMap(({ file, read }) =>
      read.kind === 'ignored' ? [{ file, why: read.why }] : [],
    ),
  };
}

function placedRules({ scope, file, root, read, silenced }: RuleFile): readonly PlacedRule[] {
  if (read.kind !== 'read' || silenced?.rules === 'all') return [];
  return read.rules
    .filter(({ behavior }) => behavior !== silenced?.rules)
    .map(({ text, behavior }) => ({ text, behavior, scope, file, root }));
}
