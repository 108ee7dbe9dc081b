import type { ToolResult } from '../claude/mock-turns.ts';
import type { OracleVerdict } from './question.ts';

/** How a denial by a rule reads; a denied Read has a text of its own. */
const DENIED =
  /has been denied|denied by (your )?permission|deny rule in your permission settings/i;

/** How a call of a tool reads that isn't there, or that a rule without specifier hides. */
export const isMissing = (result: ToolResult): boolean =>
  result.isError && result.text.includes('No such tool available');

/**
 * The verdict on a call that wasn't asked about.
 * @param ran the tool was started, even if it failed then.
 */
export function verdictOf(result: ToolResult, ran: boolean): Exclude<OracleVerdict, 'ask'> {
  if (ran || !result.isError) return 'allow';
  return DENIED.test(result.text) ? 'deny' : 'error';
}
