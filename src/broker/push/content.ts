import type { Note } from '../../core/away/note.ts';
import { requestWords, settledWords, severalWords } from '../../core/display/notice-words.ts';
import type { PushContent } from '../../protocol/push.ts';
import type { PushPorts } from './push-ports.ts';

/** How long it is worth telling that something was settled, in milliseconds. */
const SETTLED_LIFE = 24 * 60 * 60 * 1_000;

/** How long a test push is waited for, in milliseconds. */
const TEST_LIFE = 60_000;

/** What a push says, and until when. */
export interface Message {
  readonly content: PushContent;
  /** From then on nobody needs it; milliseconds since 1970. */
  readonly endsAt: number;
}

/** What goes into the push of a notification. */
export function messageFor(ports: PushPorts, address: string, note: Note): Message {
  const { notice } = note;
  const common = commonOf(ports, address, note.tag);
  switch (notice.kind) {
    case 'request': {
      const { request } = notice;
      const { id, expiresAt } = request;
      const nonce = ports.nonce(note.device, id);
      const words = requestWords(request);
      return {
        content: { ...common, kind: 'request', id, ...words, nonce, expiresAt, request },
        endsAt: expiresAt,
      };
    }
    case 'several':
      return {
        content: { ...common, kind: 'several', ...severalWords(notice.requests) },
        endsAt: Math.max(...notice.requests.map(({ expiresAt }) => expiresAt)),
      };
    case 'settled':
      return {
        content: { ...common, kind: 'settled', ...settledWords(notice.last) },
        endsAt: common.sentAt + SETTLED_LIFE,
      };
  }
}

/** What goes into a push by which a person tries whether they arrive. */
export function testMessage(ports: PushPorts, address: string): Message {
  const common = commonOf(ports, address, 'test');
  return {
    content: {
      ...common,
      kind: 'test',
      title: 'Notifications arrive here',
      body: 'This was a test. Nothing waits for it.',
    },
    endsAt: common.sentAt + TEST_LIFE,
  };
}

function commonOf(
  { ids, server, clock }: PushPorts,
  address: string,
  tag: string,
): Pick<PushContent, 'push' | 'server' | 'address' | 'tag' | 'sentAt'> {
  return { push: ids.next(), server, address, tag, sentAt: clock.now() };
}
