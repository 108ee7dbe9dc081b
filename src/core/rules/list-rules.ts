import type { Places } from './call.ts';
import type { PlacedRule, RuleBehavior, Scope } from './placed-rule.ts';
import type { ListedRule, RuleKind, RulesFile, RulesView } from './rules-view.ts';
import { standingOf, type Standing } from './standing.ts';

/** A rule as it was read, with its line (counted from 1). */
interface ReadRule {
  readonly text: string;
  readonly behavior: RuleBehavior;
  readonly line: number | null;
}

/** A settings file as it was read for the sessions of one place. */
export interface FileToList {
  readonly scope: Scope;
  readonly file: string;
  /** Where a path with one leading slash starts in its rules. */
  readonly root: string;
  readonly content:
    | { readonly kind: 'missing' }
    | { readonly kind: 'ignored'; readonly why: string }
    | {
        readonly kind: 'read';
        readonly rules: readonly ReadRule[];
        /** Why its rules to allow don't count yet; null where they do. */
        readonly untrusted: string | null;
      };
}

/** What counts for the sessions of one place. */
export interface PlaceToList {
  /** Null for sessions anywhere. */
  readonly folder: string | null;
  readonly places: Places;
  /** Highest precedence first. */
  readonly files: readonly FileToList[];
  readonly inForce: readonly PlacedRule[];
}

const PRECEDENCE: readonly Scope[] = ['managed', 'command-line', 'local', 'project', 'user'];

/** Every rule of every file that counts somewhere, each file once. */
export function listRules(places: readonly PlaceToList[]): RulesView {
  const byFile = new Map<string, (readonly [PlaceToList, FileToList])[]>();
  for (const place of places) {
    for (const file of place.files) {
      byFile.set(file.file, [...(byFile.get(file.file) ?? []), [place, file]]);
    }
  }
  const files = [...byFile.values()].flatMap(listFile);
  return {
    files: PRECEDENCE.flatMap((scope) => files.filter((file) => file.scope === scope)),
  };
}

function listFile(reads: readonly (readonly [PlaceToList, FileToList])[]): readonly RulesFile[] {
  const [first] = reads;
  if (first === undefined) return [];
  const [, { scope, file, content }] = first;
  const isEverywhere = scope === 'managed' || scope === 'user';
  const folders = isEverywhere ? [] : reads.flatMap(([{ folder }]) => folder ?? []);
  if (content.kind !== 'read') return [{ scope, file, folders, content }];
  const rules = content.rules.map((rule): ListedRule => {
    const standings = reads.map(([place, read]) => standingIn(place, read, rule));
    return { ...rule, kind: kindOf(rule.text), standing: best(standings) };
  });
  return [{ scope, file, folders, content: { kind: 'read', rules, untrusted: content.untrusted } }];
}

function standingIn(
  { inForce, places }: PlaceToList,
  { scope, file, root }: FileToList,
  { text, behavior }: ReadRule,
): Standing {
  return standingOf({ text, behavior, scope, file, root }, inForce, places);
}

/** A rule that is good for something in one folder is so, whatever it is in others. */
function best(standings: readonly Standing[]): ListedRule['standing'] {
  const standing = standings.find(({ kind }) => kind === 'in-force') ?? standings[0];
  switch (standing?.kind) {
    case undefined:
    case 'in-force':
      return { kind: 'in-force' };
    case 'dead':
      return standing;
    case 'shadowed':
    case 'covered': {
      const { kind, by, why } = standing;
      return { kind, by: by.text, file: by.file, why };
    }
  }
}

const KINDS: Readonly<Partial<Record<string, RuleKind>>> = {
  Bash: 'command',
  PowerShell: 'command',
  Read: 'files',
  Edit: 'files',
  Write: 'files',
  MultiEdit: 'files',
  NotebookEdit: 'files',
  Glob: 'files',
  Grep: 'files',
  WebFetch: 'web',
  WebSearch: 'web',
  Agent: 'agents',
  Task: 'agents',
};

function kindOf(text: string): RuleKind {
  const tool = text.split('(', 1)[0] ?? '';
  if (tool.startsWith('mcp__')) return 'mcp';
  return Object.hasOwn(KINDS, tool) ? (KINDS[tool] ?? 'other') : 'other';
}
