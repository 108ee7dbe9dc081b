import { countWaiting } from '../core/display/count.ts';
import { exactText, folderName, isApprovable } from '../core/display/exact.ts';
import { TIER_WORDS } from '../core/display/tiers.ts';
import type { Item } from '../core/request/item.ts';
import type { Request } from '../core/request/request.ts';
import { isAtLeast } from '../core/risk/tier.ts';

/** A button on a notification of a request. */
export type ToastButton = 'Allow' | 'Deny' | 'Review';

/** A notification of waiting requests; one that stands for several can only be reviewed. */
export interface Toast {
  readonly text: string;
  readonly buttons: readonly ToastButton[];
  /** The request that the buttons answer, or that Review shows first. */
  readonly id: string;
}

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

function toastOf(request: Request): Toast {
  const { id, purpose } = request;
  const where = folderName(request);
  const exact = exactText(request);
  const whose = purpose === 'test' ? 'A test request' : 'Claude Code';
  const lead = `${riskOf(request)}${whose} wants to ${deedOf(request)}${where === null ? '' : ` in ${where}`}`;
  if (request.subject.kind === 'question') {
    return { id, text: `${lead}.`, buttons: ['Review'] };
  }
  const text = exact === null ? `${lead}. Review it to see the whole of it.` : `${lead}: ${exact}`;
  return {
    id,
    text,
    buttons: [...(isApprovable(request) ? ['Allow' as const] : []), 'Deny', 'Review'],
  };
}

/** What makes it worth a second look, in front of all else. */
function riskOf({ judgement: { tier, sentence } }: Request): string {
  return sentence !== '' && isAtLeast(tier, 'high') ? `${TIER_WORDS[tier]}: ` : '';
}

function deedOf({ subject }: Request): string {
  switch (subject.kind) {
    case 'command':
      return 'run a command';
    case 'read':
      return 'read a file';
    case 'fetch':
      return 'fetch a page';
    case 'edit':
      return 'edit a file';
    case 'write':
      return 'write a file';
    case 'mcp':
    case 'other':
      return 'use a tool';
    case 'question':
      return 'ask you something';
    case 'plan':
      return 'go ahead with a plan';
  }
}
