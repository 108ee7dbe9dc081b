import type { DeskView } from '../broker/desk.ts';
import type { RuleBehavior } from '../core/rules/placed-rule.ts';
import type { ListedRule, RuleKind, RulesFile } from '../core/rules/rules-view.ts';
import { visibleLine } from '../core/display/visible.ts';
import { grantRows } from './grant-rows.ts';
import type { FileRow, GroupRow, IgnoredFileRow, RuleRow, RulesRow, Tint } from './rules-row.ts';
import {
  BEHAVIOR_SENTENCES,
  fileNames,
  KIND_WORDS,
  standingWords,
  type FileNames,
} from './rules-words.ts';

/** What the rows are told from. */
export interface RowsAt {
  /** The person's home folder. */
  readonly home: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * The Rules view: the files that Claude Code ignores, for all their rules count for nothing; then
 * each file with its rules, highest precedence first; then what is granted for a while.
 */
export function rulesRows({ rules, grants }: DeskView, at: RowsAt): readonly RulesRow[] {
  const names = fileNames(rules, at.home);
  return [
    ...rules.files.flatMap((file) => ignoredRow(file, names)),
    ...rules.files.flatMap((file) => fileRow(file, names)),
    ...grantRows(grants, at.now),
  ];
}

/** What is said above all rows: which files Claude Code ignores, and why; null where it ignores none. */
export function rulesAlarm({ rules }: DeskView, home: string): string | null {
  const names = fileNames(rules, home);
  const ignored = rules.files.flatMap((file) => ignoredRow(file, names));
  return ignored.length === 0 ? null : ignored.map(({ detail }) => detail).join('\n');
}

function ignoredRow(file: RulesFile, names: FileNames): readonly IgnoredFileRow[] {
  if (file.content.kind !== 'ignored') return [];
  const path = names.path(file.file);
  return [
    {
      kind: 'ignored-file',
      id: `ignored:${file.scope}:${file.file}`,
      label: `Claude Code ignores ${path}`,
      description: 'press to open',
      detail: file.content.why.replaceAll(file.file, path),
      icon: 'error',
      tint: 'bad',
      file: file.file,
    },
  ];
}

function fileRow(file: RulesFile, names: FileNames): readonly FileRow[] {
  const { content } = file;
  if (content.kind !== 'read' || content.rules.length === 0) return [];
  const path = names.path(file.file);
  const { untrusted } = content;
  return [
    {
      kind: 'file',
      id: idOf(file),
      label: names.scope(file),
      description: untrusted === null ? path : `not all in force, ${path}`,
      detail:
        untrusted === null ? visibleLine(file.file) : `${untrusted}\n${visibleLine(file.file)}`,
      icon: untrusted === null ? 'file' : 'warning',
      tint: untrusted === null ? null : 'caution',
      file: file.file,
      children: groupRows(file, content.rules, ruleRows(file, content, names)),
    },
  ];
}

function idOf({ scope, file }: RulesFile): string {
  return `file:${scope}:${file}`;
}

const KINDS: readonly RuleKind[] = ['command', 'files', 'web', 'mcp', 'agents', 'other'];
const BEHAVIORS: readonly RuleBehavior[] = ['deny', 'ask', 'allow'];

interface KindRow {
  readonly of: RuleKind;
  readonly row: RuleRow;
}

/** The rules of a file by kind; of one kind alone, without a level for it. */
function groupRows(
  file: RulesFile,
  rules: readonly ListedRule[],
  rows: readonly KindRow[],
): readonly (GroupRow | RuleRow)[] {
  const kinds = KINDS.filter((kind) => rules.some((rule) => rule.kind === kind));
  if (kinds.length < 2) return rows.map(({ row }) => row);
  return kinds.map((kind) => {
    const children = rows.filter(({ of }) => of === kind).map(({ row }) => row);
    return {
      kind: 'group',
      id: `${idOf(file)}:${kind}`,
      label: KIND_WORDS[kind],
      description: countRules(children.length),
      detail: '',
      icon: KIND_ICONS[kind],
      tint: null,
      children,
    };
  });
}

function countRules(count: number): string {
  return count === 1 ? '1 rule' : `${count} rules`;
}

const KIND_ICONS: Readonly<Record<RuleKind, string>> = {
  command: 'terminal',
  files: 'files',
  web: 'globe',
  mcp: 'plug',
  agents: 'hubot',
  other: 'tools',
};

const BEHAVIOR_ICONS: Readonly<Record<RuleBehavior, string>> = {
  deny: 'circle-slash',
  ask: 'question',
  allow: 'pass',
};
const BEHAVIOR_TINTS: Readonly<Record<RuleBehavior, Tint>> = {
  deny: 'bad',
  ask: 'caution',
  allow: 'good',
};

type Content = Extract<RulesFile['content'], { kind: 'read' }>;

function ruleRows(file: RulesFile, content: Content, names: FileNames): readonly KindRow[] {
  const sorted = BEHAVIORS.flatMap((behavior) =>
    content.rules.filter((rule) => rule.behavior === behavior),
  );
  // The same rule may stand in its list twice.
  const seen = new Map<string, number>();
  return sorted.map((rule) => {
    const key = `${rule.behavior}:${rule.text}`;
    const earlier = seen.get(key) ?? 0;
    seen.set(key, earlier + 1);
    return { of: rule.kind, row: ruleRow(file, rule, earlier, content.untrusted, names) };
  });
}

function ruleRow(
  { file, scope }: RulesFile,
  rule: ListedRule,
  earlier: number,
  untrusted: string | null,
  names: FileNames,
): RuleRow {
  const { text, behavior, line } = rule;
  const waits = behavior === 'allow' && untrusted !== null && rule.standing.kind !== 'dead';
  const standing = waits
    ? { brief: 'waits for trust', whole: untrusted }
    : standingWords(rule, names);
  const place = line === null ? names.path(file) : `Line ${line} of ${names.path(file)}`;
  return {
    kind: 'rule',
    id: `rule:${scope}:${file}:${behavior}:${earlier}:${text}`,
    label: visibleLine(text),
    description: `${behavior}, ${standing.brief}`,
    detail: `${BEHAVIOR_SENTENCES[behavior]}\n${standing.whole}\n${place}`,
    icon: BEHAVIOR_ICONS[behavior],
    tint: rule.standing.kind === 'in-force' && !waits ? BEHAVIOR_TINTS[behavior] : 'faint',
    rule: { file, behavior, text },
    line,
    removable: scope !== 'managed' && scope !== 'command-line',
  };
}
