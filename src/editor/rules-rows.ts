import type { DeskView } from '../broker/desk.ts';
import type { RuleBehavior } from '../core/rules/placed-rule.ts';
import type { ListedRule, RuleKind, RulesFile } from '../core/rules/rules-view.ts';
import { visibleLine } from '../core/visible.ts';
import { grantRows } from './grant-rows.ts';
import type { FileRow, GroupRow, IgnoredFileRow, RuleRow, RulesRow } from './rules-row.ts';
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

/** What stands beside the view's name, also while it is closed: how many files are ignored, if any. */
export function rulesAlarm({ rules }: DeskView): string {
  const { length } = rules.files.filter(({ content }) => content.kind === 'ignored');
  if (length === 0) return '';
  return length === 1 ? '1 file ignored' : `${length} files ignored`;
}

function ignoredRow(file: RulesFile, names: FileNames): readonly IgnoredFileRow[] {
  if (file.content.kind !== 'ignored') return [];
  const path = names.path(file.file);
  return [
    {
      kind: 'ignored-file',
      id: `ignored:${file.scope}:${file.file}`,
      label: `Ignored: ${path}`,
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
      description: untrusted === null ? path : `not trusted yet, ${path}`,
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

type Mark = Pick<RuleRow, 'icon' | 'tint'>;

/** Of a rule that is in force, its icon tells what it does; of another, why it is not. */
const IN_FORCE: Readonly<Record<RuleBehavior, Mark>> = {
  deny: { icon: 'circle-slash', tint: 'bad' },
  ask: { icon: 'question', tint: 'caution' },
  allow: { icon: 'pass', tint: 'good' },
};
const NOT_IN_FORCE: Readonly<Record<'waits' | 'dead' | 'shadowed' | 'covered', Mark>> = {
  waits: { icon: 'workspace-untrusted', tint: 'faint' },
  dead: { icon: 'warning', tint: 'caution' },
  shadowed: { icon: 'eye-closed', tint: 'faint' },
  covered: { icon: 'layers', tint: 'faint' },
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
  const { text, behavior, line, standing } = rule;
  const path = names.path(file);
  const waits = behavior === 'allow' && untrusted !== null && standing.kind !== 'dead';
  const words = waits
    ? { brief: 'waits for trust', whole: untrusted }
    : standingWords(standing, names);
  const place = line === null ? path : `Line ${line} of ${path}`;
  return {
    kind: 'rule',
    id: `rule:${scope}:${file}:${behavior}:${earlier}:${text}`,
    label: visibleLine(text),
    description: `${behavior}, ${words.brief}`,
    detail: `${BEHAVIOR_SENTENCES[behavior]}\n${words.whole}\n${place}`,
    ...markOf(behavior, waits ? 'waits' : standing.kind),
    rule: { file, behavior, text },
    line,
    removable: scope !== 'managed' && scope !== 'command-line',
  };
}

function markOf(behavior: RuleBehavior, standing: keyof typeof NOT_IN_FORCE | 'in-force'): Mark {
  return standing === 'in-force' ? IN_FORCE[behavior] : NOT_IN_FORCE[standing];
}
