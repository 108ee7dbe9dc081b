/** One rule of Claude Code's permission lists: a tool, and what of its calls it covers (all, where null). */
export interface Rule {
  readonly tool: string;
  readonly content: string | null;
}

/**
 * A rule as it stands in a settings file: `Tool` or `Tool(content)`.
 * Backslashes and parentheses in the content are escaped, as Claude Code writes them itself.
 */
export function formatRule(rule: Rule): string {
  if (rule.content === null) return rule.tool;
  return `${rule.tool}(${rule.content.replace(/[\\()]/g, '\\$&')})`;
}

/**
 * A rule read from its written form; escaped and bare parentheses are both read.
 * @returns null where Claude Code would skip the text as malformed.
 */
export function parseRule(text: string): Rule | null {
  const open = text.indexOf('(');
  if (open === -1) return /^[A-Za-z][-.\w]*\*?$/.test(text) ? { tool: text, content: null } : null;
  const tool = text.slice(0, open);
  if (!/^[A-Za-z][-.\w]*$/.test(tool) || !text.endsWith(')')) return null;
  const content = text.slice(open + 1, -1).replace(/\\([\\()])/g, '$1');
  return content === '' ? null : { tool, content };
}
