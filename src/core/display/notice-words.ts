import type { Item } from '../request/item.ts';
import type { Request } from '../request/request.ts';
import type { RequestState } from '../request/state.ts';
import { countWaiting } from './count.ts';
import { describeState } from './describe.ts';
import { exactText, folderName, isApprovable } from './exact.ts';
import { headline } from './headline.ts';
import { requestLine } from './request-line.ts';
import { TIER_WORDS } from './tiers.ts';

/** What a notification on a device says: plain text, without anything hidden. */
export interface NoticeWords {
  readonly title: string;
  readonly body: string;
}

/** What the notification of one request says, and whether it can allow it. Deny it can always. */
export interface RequestWords extends NoticeWords {
  /** The body is all of the request, and one may allow it from the notification. */
  readonly approvable: boolean;
}

/** How many requests a notification of several names. */
const NAMED = 3;

/** The longest title or line, in UTF-16 units: more would not be read there. */
const LONGEST = 120;

/** What a notification says of one request that waits. */
export function requestWords(request: Request): RequestWords {
  const { subject, purpose } = request;
  const where = folderName(request);
  const what = `${tierOf(request)}${headline(request)}${where === null ? '' : ` in ${where}`}`;
  const title = short(purpose === 'test' ? `Test: ${what}` : what);
  switch (subject.kind) {
    case 'question':
      return { title, body: 'Open it to answer.', approvable: false };
    case 'plan':
      return { title, body: 'Open it to read the plan.', approvable: false };
    case 'command':
    case 'read':
    case 'fetch':
    case 'mcp':
    case 'other':
    case 'edit':
    case 'write': {
      const exact = exactText(request);
      const text = exact ?? `${lineOf(request)}\nOpen it to see the whole of it.`;
      const body = request.requires.length === 0 ? text : `${text}\nOpen it to see who must sign.`;
      return { title, body, approvable: isApprovable(request) };
    }
  }
}

/** What a notification says of several requests that wait, oldest first. */
export function severalWords(requests: readonly Request[]): NoticeWords {
  const folders = new Set(requests.map(folderName));
  const [where = null] = folders.size === 1 ? folders : [];
  const named = requests.slice(0, NAMED).map(lineOf);
  const more = requests.length - named.length;
  return {
    title: `${countWaiting(requests.length)}${where === null ? '' : ` in ${where}`}`,
    body: [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
  };
}

/**
 * What takes the place of a notification that asks nothing any more.
 * @param last what it asked and was settled last; null where that is not known
 */
export function settledWords(last: Item | null): NoticeWords {
  if (last === null || last.state.kind === 'pending') {
    return { title: 'Nothing waits here any more', body: 'Open Countersign to see what does.' };
  }
  const title = describeState(arrived(last.state));
  return {
    title: short(title.charAt(0).toUpperCase() + title.slice(1)),
    body: lineOf(last.request),
  };
}

/** An answer as if the agent had it already: it has it before a person reads of it. */
function arrived(state: RequestState): RequestState {
  return state.kind === 'decided' ? { ...state, kind: 'delivered', deliveredAt: state.at } : state;
}

/** How risky it is comes first, so that a cut never takes it; nothing where that is not known. */
function tierOf({ judgement: { tier, sentence } }: Request): string {
  return sentence === '' ? '' : `${TIER_WORDS[tier]} · `;
}

function lineOf(request: Request): string {
  return short(requestLine(request));
}

function short(text: string): string {
  if (text.length <= LONGEST) return text;
  // A cut never leaves half a character.
  return `${text.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
