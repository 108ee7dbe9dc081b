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

/** A tool, an MCP server or tool, or a pattern of such names. Others are skipped (measured). */
const NAME = /^(?:mcp__[-.\w*]+|[A-Z][-.\w*]*|\*[-.\w*]*)$/;

/**
 * A rule read from its written form; escaped and bare parentheses are both read. It has to end at its
 * last parenthesis, without blanks around it, and only a tool's full name may have a content (measured).
 * @returns null where Claude Code would skip the text as malformed.
 */
export function parseRule(text: string): Rule | null {
  const open = text.indexOf('(');
  const tool = open === -1 ? text : text.slice(0, open);
  if (!NAME.test(tool)) return null;
  if (open === -1) return { tool, content: null };
  if (tool.includes('*') || tool.startsWith('mcp__') || !endsInParenthesis(text)) return null;
  const content = text.slice(open + 1, -1).replace(/\\([\\()])/g, '$1');
  return content === '' ? null : { tool, content };
}

/** Whether a text ends in a closing parenthesis that no backslash escapes. */
function endsInParenthesis(text: string): boolean {
  if (!text.endsWith(')')) return false;
  let at = text.length - 1;
  while (text.charAt(at - 1) === '\\') at -= 1;
  return (text.length - 1 - at) % 2 === 0;
}
