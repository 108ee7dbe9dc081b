import type { Rule } from './rule.ts';
import type { RuleBehavior } from './placed-rule.ts';
import { matchesWildcard } from './wildcard.ts';

/** Names that Claude Code takes for one and the same tool (measured). */
const ALIASES: ReadonlyMap<string, string> = new Map([['Task', 'Agent']]);

/** The name under which a tool is known today. */
export function canonicalTool(tool: string): string {
  return ALIASES.get(tool) ?? tool;
}

/** Whether a rule speaks of every use of its tools: `Tool` or `Tool(*)` (measured to be the same). */
export function isWhole({ content }: Rule): boolean {
  return content === null || content === '*';
}

/**
 * Whether the tool that a rule names takes in another: the same name, a whole MCP server
 * (`mcp__srv`), or a pattern with `*` (measured). To allow, a pattern needs a server spelt out.
 */
export function namesTool(name: string, behavior: RuleBehavior, tool: string): boolean {
  if (canonicalTool(name) === canonicalTool(tool)) return true;
  if (isServer(name)) return tool.startsWith(`${name}__`);
  if (!name.includes('*')) return false;
  if (behavior === 'allow' && !isServerPattern(name)) return false;
  return matchesWildcard(name, tool);
}

/** `mcp__srv`: a server without a tool. */
export function isServer(name: string): boolean {
  return /^mcp__(?!.*__)[^*]+$/.test(name);
}

/** `mcp__srv__get_*`: a pattern for the tools of one server. */
export function isServerPattern(name: string): boolean {
  return /^mcp__[^*]+?__/.test(name);
}
