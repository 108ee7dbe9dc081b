import type { RuleRef } from '../core/rules/rules-view.ts';

/** What makes an icon stand out or step back. The words beside it always say the same. */
export type Tint = 'good' | 'caution' | 'bad' | 'faint' | null;

/** What a row of the Rules view looks like. */
interface Look {
  /** The same for the same thing, whatever its words. */
  readonly id: string;
  readonly label: string;
  /** Small, beside the label. */
  readonly description: string;
  /** In sentences, beside the pointer and for who listens. */
  readonly detail: string;
  /** The name of one of the editor's icons. */
  readonly icon: string;
  readonly tint: Tint;
}

/** A rule in a settings file. */
export interface RuleRow extends Look {
  readonly kind: 'rule';
  readonly rule: RuleRef;
  /** Counted from 1; null where it can't be told. */
  readonly line: number | null;
  /** An organisation's rules are not a person's to remove. */
  readonly removable: boolean;
}

/** A settings file that Claude Code ignores. */
export interface IgnoredFileRow extends Look {
  readonly kind: 'ignored-file';
  readonly file: string;
}

/** A settings file with its rules, kind by kind where it holds several kinds. */
export interface FileRow extends Look {
  readonly kind: 'file';
  readonly file: string;
  readonly children: readonly (GroupRow | RuleRow)[];
}

/** The rules of one kind in a file. */
export interface GroupRow extends Look {
  readonly kind: 'group';
  readonly children: readonly RuleRow[];
}

/** A rule of ours with an end. */
export interface GrantRow extends Look {
  readonly kind: 'grant';
  readonly grant: string;
}

/** All that is granted for a while. */
export interface GrantsRow extends Look {
  readonly kind: 'grants';
  readonly children: readonly GrantRow[];
}

/** One row of the Rules view. */
export type RulesRow = IgnoredFileRow | FileRow | GroupRow | RuleRow | GrantsRow | GrantRow;

/** The rows below a row. */
export function childrenOf(row: RulesRow): readonly RulesRow[] {
  switch (row.kind) {
    case 'file':
    case 'group':
    case 'grants':
      return row.children;
    case 'ignored-file':
    case 'rule':
    case 'grant':
      return [];
  }
}

/** What a row is to the menus: the `viewItem` of their when-clauses. */
export function menuKindOf(row: RulesRow): string {
  return row.kind === 'rule' && !row.removable ? 'fixed-rule' : row.kind;
}

/** The row with an id, wherever it stands; null where it is gone. */
export function findRow(rows: readonly RulesRow[], id: string): RulesRow | null {
  for (const row of rows) {
    const found = row.id === id ? row : findRow(childrenOf(row), id);
    if (found !== null) return found;
  }
  return null;
}
