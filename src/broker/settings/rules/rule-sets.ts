import { dirname } from 'node:path';
import type { Places } from '../../../core/rules/call.ts';
import { compileRules, type RuleSet } from '../../../core/rules/judge.ts';
import type { PlacedRule } from '../../../core/rules/placed-rule.ts';
import { readRuleFile } from './read-rule-file.ts';
import { readRuleFiles } from './read-rule-files.ts';
import { inForceOf } from './rules-in-force.ts';

/** The rules that count for sessions in a folder. */
export interface FolderRules {
  readonly places: Places;
  readonly rules: RuleSet;
}

/** The rules of folders, each read when it is first asked for. */
export interface RuleSets {
  /** @param folder absolute */
  in(folder: string): Promise<FolderRules>;
}

/** What rule sets are read with. */
export interface RuleSetOptions {
  readonly claudeDir: string;
  /** The person's home folder. */
  readonly home: string;
  /** The organisation's settings; by default where Claude Code looks for them. */
  readonly managedFile?: string;
  /** Hears, once for each, of files whose rules don't all count, and why. */
  readonly onTrouble: (why: string) => void;
}

/** The rules in force of all settings files that count in a folder. */
export function ruleSetsInForce({ onTrouble, ...options }: RuleSetOptions): RuleSets {
  const told = new Set<string>();
  return remembered(async (folder) => {
    const files = await readRuleFiles({ folder, ...options });
    const { rules, ignored } = inForceOf(files);
    for (const why of [...ignored.map((file) => file.why), ...files.flatMap(silence)]) {
      if (!told.has(why)) onTrouble(why);
      told.add(why);
    }
    return folderRules(rules, folder, options);
  });
}

function silence({
  file,
  silenced,
}: Awaited<ReturnType<typeof readRuleFiles>>[number]): readonly string[] {
  const why = silenced?.why ?? null;
  return why === null ? [] : [`${file}: ${why}`];
}

/**
 * The rules of one settings file alone, whatever the folder.
 * @returns why it can't be read as Claude Code would, where it can't
 */
export async function ruleSetsOfFile(
  file: string,
  options: Pick<RuleSetOptions, 'claudeDir' | 'home'>,
): Promise<RuleSets | { readonly fault: string }> {
  const read = await readRuleFile(file);
  switch (read.kind) {
    case 'missing':
      return { fault: `There is no file ${file}.` };
    case 'ignored':
      return { fault: read.why };
    case 'read': {
      const rules = read.rules.map(({ text, behavior }): PlacedRule => ({
        text,
        behavior,
        scope: 'command-line',
        file,
        // Measured: of a file given at the start, it is the folder the file stands in.
        root: dirname(file),
      }));
      return remembered((folder) => Promise.resolve(folderRules(rules, folder, options)));
    }
  }
}

function folderRules(
  rules: readonly PlacedRule[],
  folder: string,
  { home, claudeDir }: Pick<RuleSetOptions, 'claudeDir' | 'home'>,
): FolderRules {
  const places = { folder, home, claudeDir };
  return { places, rules: compileRules(rules, places) };
}

function remembered(read: (folder: string) => Promise<FolderRules>): RuleSets {
  const sets = new Map<string, Promise<FolderRules>>();
  return {
    in(folder) {
      const known = sets.get(folder) ?? read(folder);
      sets.set(folder, known);
      return known;
    },
  };
}
