import type { RuleBehavior } from './placed-rule.ts';
import { parseRule, type Rule } from './rule.ts';
import { isServerPattern } from './tool-name.ts';

/**
 * Why Claude Code skips a rule as it is written, in plain words for its author (all measured). A
 * skipped rule does nothing; the others in its file stay in force.
 * @returns null where it doesn't skip it; that is no promise that it can match anything.
 */
export function ruleFault(text: string, behavior: RuleBehavior): string | null {
  if (text.trim() === '') return 'There is no rule here. Write one, such as Bash(npm test *).';
  if (text !== text.trim()) return 'Take away the blanks around the rule: Claude Code skips it so.';
  const [name = ''] = text.split('(');
  const known = TOOLS.find((tool) => tool.toLowerCase() === name.toLowerCase());
  if (known !== undefined && known !== name) return `Claude Code writes this tool ${known}.`;
  const rule = parseRule(text);
  return rule === null ? malformation(text, name) : misuse(rule, behavior);
}

const TOOLS = [
  ...['Bash', 'Read', 'Edit', 'Write', 'NotebookEdit', 'WebFetch', 'WebSearch', 'Agent', 'Skill'],
  ...['Glob', 'Grep', 'PowerShell'],
];

function malformation(text: string, name: string): string {
  if (text === name || parseRule(name) === null) {
    return `“${name}” is not the name of a tool as Claude Code writes it.`;
  }
  if (name.startsWith('mcp__')) {
    return `A rule for an MCP tool can’t have anything in parentheses: write ${name}.`;
  }
  if (name.includes('*')) return 'A pattern of tool names can’t have anything in parentheses.';
  return text === `${name}()`
    ? `There is nothing in the parentheses: write ${name} for every use of it.`
    : 'A rule has to end with its closing parenthesis, and nothing after it.';
}

function misuse({ tool, content }: Rule, behavior: RuleBehavior): string | null {
  if (behavior === 'allow' && tool.includes('*') && !isServerPattern(tool)) {
    return tool.startsWith('mcp__')
      ? 'To allow, the server has to be spelt out: mcp__server__*.'
      : 'To allow, a tool has to be named; only rules to deny or ask may use * in its name.';
  }
  const command = /^\s*command\s*:\s*(.*)$/s.exec(content ?? '')?.[1];
  return tool === 'Bash' && command !== undefined
    ? `Write the command by itself, without “command:”: Bash(${command}).`
    : null;
}
