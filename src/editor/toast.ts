import { basename } from 'node:path';
import type { Item } from '../core/request/item.ts';
import type { Request } from '../core/request/request.ts';
import { countWaiting } from './waiting.ts';

/** A button on a notification of a request. */
export type ToastButton = 'Allow' | 'Deny' | 'Review';

/** A notification of waiting requests; one that stands for several can only be reviewed. */
export interface Toast {
  readonly text: string;
  readonly buttons: readonly ToastButton[];
  /** The request that the buttons answer, or that Review shows first. */
  readonly id: string;
}

/** The longest text that is still taken in at a glance there, in characters: two or three lines. */
const LONGEST = 100;

/**
 * The notification for requests that have just arrived.
 * @param waiting all that wait now, the arrived ones among them, oldest first
 * @returns null where none of the arrived ones waits any more
 */
export function toastFor(arrived: readonly Item[], waiting: readonly Item[]): Toast | null {
  const fresh = waiting.find((item) =>
    arrived.some(({ request }) => request.id === item.request.id),
  );
  const oldest = waiting[0];
  if (fresh === undefined || oldest === undefined) return null;
  if (waiting.length === 1) return toastOf(fresh.request);
  const text = `${countWaiting(waiting.length)} for your answer.`;
  return { id: oldest.request.id, text, buttons: ['Review'] };
}

/**
 * Whether a notification shows this text exactly as it is. Only one line of plain ASCII surely does:
 * a notification folds spaces and line ends together, makes links of `[words](address)`, and would
 * show hidden or look-alike characters without a mark.
 */
export function isExactInToast(text: string): boolean {
  return (
    text.length <= LONGEST && /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(text) && !text.includes('](')
  );
}

function toastOf(request: Request): Toast {
  const { id, purpose } = request;
  const { deed, exact } = wordsOf(request);
  const where = basename(request.cwd);
  const whose = purpose === 'test' ? 'A test request' : 'Claude Code';
  const lead = `${whose} wants to ${deed}${isExactInToast(where) ? ` in ${where}` : ''}`;
  if (request.subject.kind === 'question') {
    return { id, text: `${lead}.`, buttons: ['Review'] };
  }
  // What does not stand here word for word can't be allowed here: it has to be read first.
  return exact !== null && isExactInToast(exact) && Object.keys(request.rest).length === 0
    ? { id, text: `${lead}: ${exact}`, buttons: ['Allow', 'Deny', 'Review'] }
    : { id, text: `${lead}. Review it to see the whole of it.`, buttons: ['Deny', 'Review'] };
}

/**
 * What a request wants, and the text that says all of it; null where no line can. The description
 * of a command is left out: it is the agent's own comment and changes nothing about what runs.
 */
function wordsOf({ subject, tool }: Request): { deed: string; exact: string | null } {
  switch (subject.kind) {
    case 'command':
      return { deed: 'run a command', exact: subject.command };
    case 'read':
      return { deed: 'read a file', exact: subject.path };
    case 'fetch':
      return { deed: 'fetch a page', exact: subject.prompt === null ? subject.url : null };
    case 'edit':
      return { deed: 'edit a file', exact: null };
    case 'write':
      return { deed: 'write a file', exact: null };
    case 'mcp':
      return { deed: 'use a tool', exact: `${subject.server}: ${subject.tool}` };
    case 'other':
      return { deed: 'use a tool', exact: tool };
    case 'question':
      return { deed: 'ask you something', exact: null };
    case 'plan':
      return { deed: 'go ahead with a plan', exact: null };
  }
}
