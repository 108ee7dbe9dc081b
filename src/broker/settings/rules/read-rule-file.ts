import type { Node } from 'jsonc-parser';
import { isJsonObject } from '../../../core/json.ts';
import type { RuleBehavior } from '../../../core/rules/placed-rule.ts';
import { readDocument } from '../file/read-document.ts';
import type { SettingsDocument } from '../text/parse.ts';
import { nodeAt } from '../text/tree.ts';

/** A rule as it stands in its file. */
export interface FoundRule {
  readonly text: string;
  readonly behavior: RuleBehavior;
  /** Counted from 1. */
  readonly line: number;
}

/** The rules of one settings file. */
export type RuleFileRead =
  | {
      readonly kind: 'read';
      /** List by list, in the order of the file. */
      readonly rules: readonly FoundRule[];
      /** An organisation's word that the rules of all other files count for nothing (documented). */
      readonly managedRulesOnly: boolean;
    }
  | { readonly kind: 'missing' }
  /** Claude Code ignores the whole file. */
  | { readonly kind: 'ignored'; readonly why: string };

const BEHAVIORS: readonly RuleBehavior[] = ['deny', 'ask', 'allow'];

/** Reads the rules of a settings file as Claude Code would: what is no text in a list is skipped (measured). */
export async function readRuleFile(file: string): Promise<RuleFileRead> {
  const read = await readDocument(file);
  if (read.kind === 'ignored') return { kind: 'ignored', why: read.why };
  if (read.kind === 'missing') return read;
  const { document } = read;
  return {
    kind: 'read',
    rules: BEHAVIORS.flatMap((behavior) => rulesIn(document, behavior)),
    managedRulesOnly: document.value['allowManagedPermissionRulesOnly'] === true,
  };
}

function rulesIn({ text, root, value }: SettingsDocument, behavior: RuleBehavior): FoundRule[] {
  if (!isJsonObject(value['permissions'])) return [];
  const list = nodeAt(root, ['permissions', behavior]);
  const lineOf = lineCounter(text);
  return (list?.children ?? []).flatMap((node: Node) => {
    const rule: unknown = node.value;
    return typeof rule === 'string' ? [{ text: rule, behavior, line: lineOf(node.offset) }] : [];
  });
}

/** Counts lines up to offsets that only grow, so that each character is looked at once. */
function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let from = 0;
  return (offset) => {
    line += text.slice(from, offset).split('\n').length - 1;
    from = offset;
    return line;
  };
}
