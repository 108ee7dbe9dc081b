import type { ToolResult } from '../claude/mock-turns.ts';
import type { OracleVerdict } from './question.ts';

/** How denials by rules read; each kind of tool has words of its own. */
const DENIED =
  /has been denied|denied access to|blocked by permission rules|was blocked by a deny rule|\b(by|in) your permission settings/;

/** The one denial that comes from a tool which was started already. */
const AGENT_DENIED = /^Agent type '.*' has been denied by permission rule/;

/** How a call of a tool reads that isn't there, or that a rule without specifier hides. */
export const isMissing = (result: ToolResult): boolean =>
  result.isError && result.text.includes('No such tool available');

/**
 * The verdict on a call that wasn't asked about.
 * @param failed the tool was started, and failed then.
 */
export function verdictOf(result: ToolResult, failed: boolean): Exclude<OracleVerdict, 'ask'> {
  if (!result.isError) return 'allow';
  if (failed) return AGENT_DENIED.test(result.text) ? 'deny' : 'allow';
  return DENIED.test(result.text) ? 'deny' : 'error';
}
