import { coversBash } from './bash-pattern.ts';
import type { Places } from './call.ts';
import { coversFiles, fileReach, type FileReach } from './file-coverage.ts';
import { parameterOf, type Parameter } from './parameter-rule.ts';
import type { PlacedRule } from './placed-rule.ts';
import { parseRule, type Rule } from './rule.ts';
import { bareSkill, skillBeginning } from './skill-name.ts';
import { canonicalTool, isServer, isWhole, namesTool } from './tool-name.ts';
import { coversDomain, domainPattern } from './web-domain.ts';
import { coversWildcard } from './wildcard.ts';

/** A rule taken apart, to be compared with many others. */
export interface Extent {
  readonly placed: PlacedRule;
  readonly rule: Rule;
  /** For Read and Edit with a path; null where it is none, or too odd to tell. */
  readonly files: FileReach | null;
  readonly parameter: Parameter | null;
  /** For Bash: whether its text is one plain command, of which the text tells what it covers. */
  readonly isPlain: boolean;
  /** For Bash: what everything that it covers begins with, runs of blanks as one. */
  readonly beginning: string;
}

/** Takes a rule apart; null where Claude Code would skip it. */
export function extentOf(placed: PlacedRule, { home }: Places): Extent | null {
  const rule = parseRule(placed.text);
  if (rule === null) return null;
  const { behavior, root: source } = placed;
  const content = rule.content ?? '';
  const isBash = rule.tool === 'Bash';
  const hasPath = ['Read', 'Edit'].includes(rule.tool) && !isWhole(rule);
  return {
    placed,
    rule,
    files: hasPath ? fileReach(content, behavior, { source, home }) : null,
    parameter: behavior === 'allow' ? null : parameterOf(rule),
    isPlain: isBash && isPlainCommand(content),
    beginning: isBash ? folded(content.replace(/(?: ?|:)\*.*$/s, '')) : '',
  };
}

/**
 * Whether every call that the narrow rule matches is matched by the wide one too, each in its own
 * list. Where it says so it is so; it may miss some.
 */
export function coversRule(wide: Extent, narrow: Extent, places: Places): boolean {
  if (isWhole(wide.rule)) return coversWhole(wide, narrow);
  if (canonicalTool(wide.rule.tool) !== canonicalTool(narrow.rule.tool)) return false;
  if (isWhole(narrow.rule)) return false;
  if (isSameText(wide, narrow)) return true;
  if (wide.parameter !== null || narrow.parameter !== null) return coversParameter(wide, narrow);
  return coversContent(wide, narrow, places);
}

function isSameText(wide: Extent, narrow: Extent): boolean {
  const { placed } = narrow;
  return (
    wide.rule.content === narrow.rule.content &&
    wide.placed.behavior === placed.behavior &&
    wide.placed.root === placed.root &&
    !/^!/.test(wide.rule.content ?? '')
  );
}

const FILE_TOOLS = ['Read', 'Edit', 'Write', 'MultiEdit', 'NotebookEdit', 'Glob', 'Grep', 'LS'];

function coversWhole({ rule: wide, placed }: Extent, { rule: narrow }: Extent): boolean {
  if (!coversName(wide.tool, placed.behavior, narrow.tool)) return false;
  if (!FILE_TOOLS.includes(narrow.tool)) return true;
  // A path reaches into commands, which a rule for the tool as a whole does not (measured); and to
  // allow, `Tool(*)` ends where the project does.
  return (
    isWhole(narrow) &&
    (wide.content === null || placed.behavior !== 'allow' || narrow.content === '*')
  );
}

function coversName(wide: string, behavior: PlacedRule['behavior'], narrow: string): boolean {
  if (!narrow.includes('*')) return namesTool(wide, behavior, narrow);
  if (isServer(wide)) return narrow.startsWith(`${wide}__`);
  return wide === narrow || (wide.includes('*') && coversWildcard(wide, narrow));
}

function coversParameter(
  { rule: wide, parameter: outer }: Extent,
  { rule, parameter }: Extent,
): boolean {
  // A rule for Bash or a file may mean a command or a path as well.
  const isOnly = !['Bash', ...FILE_TOOLS, 'Skill', 'Agent', 'Task'].includes(wide.tool);
  return (
    isOnly &&
    outer !== null &&
    parameter !== null &&
    canonicalTool(wide.tool) === canonicalTool(rule.tool) &&
    outer.name === parameter.name &&
    coversWildcard(outer.value, parameter.value)
  );
}

function coversContent(wide: Extent, narrow: Extent, places: Places): boolean {
  const outer = wide.rule.content ?? '';
  const inner = narrow.rule.content ?? '';
  switch (canonicalTool(wide.rule.tool)) {
    case 'Bash':
      // Most are told apart by how they begin, which takes no time.
      return (
        narrow.isPlain && narrow.beginning.startsWith(wide.beginning) && coversBash(outer, inner)
      );
    case 'Read':
    case 'Edit':
      if (wide.files === null || narrow.files === null) return false;
      return coversFiles(wide.files, narrow.files, hereOf(wide.placed, places));
    case 'WebFetch':
      return coversHosts(domainPattern(outer), domainPattern(inner));
    case 'Skill':
      return coversSkill(outer, inner);
    default:
      return false;
  }
}

function folded(text: string): string {
  return text.replace(/[ \t]+/g, ' ');
}

/**
 * What is more than one plain command is judged part by part, and some programs are allowed by nothing
 * but their exact text (measured): of these the text alone doesn't tell.
 */
function isPlainCommand(content: string): boolean {
  return (
    content.length < 1000 &&
    !/[;&|<>(){}`$\\\n]|^\s|\s$/.test(content) &&
    !/\b(?:watch|setsid|ionice|flock|find|g?awk|mawk|rm|rmdir|cd|pushd|popd)\b/.test(content)
  );
}

/** Relative patterns to deny and to ask are read from the folder the session started in, too (measured). */
function hereOf({ behavior }: PlacedRule, { folder }: Places): string | null {
  return behavior === 'allow' ? null : folder;
}

function coversHosts(wide: string | null, narrow: string | null): boolean {
  return wide !== null && narrow !== null && coversDomain(wide, narrow);
}

function coversSkill(wide: string, narrow: string): boolean {
  const beginning = skillBeginning(wide);
  const inner = skillBeginning(narrow) ?? bareSkill(narrow);
  return beginning === null
    ? skillBeginning(narrow) === null && bareSkill(wide) === inner
    : inner.startsWith(beginning);
}
