import * as z from 'zod/mini';
import { requestSchema } from '../../../src/protocol/item.ts';
import type { PushContent } from '../../../src/protocol/push.ts';
import { requestFragment } from '../fragment.ts';

/** What a notification remembers, for when it is tapped. */
export const noticeDataSchema = z.strictObject({
  title: z.string(),
  /** The page that opens. */
  fragment: z.string(),
  /** What it asks; null where it asks nothing that could be answered. */
  asks: z.nullable(
    z.strictObject({
      id: z.string(),
      nonce: z.string(),
      /** Null where it did not fit: then it is fetched before it is answered. */
      request: z.nullable(requestSchema),
      /** Where the desk was reached when it asked. */
      address: z.string(),
      /** All of the request stands in the notification, unshortened. */
      approvable: z.boolean(),
    }),
  ),
});
/** What a notification remembers, for when it is tapped. */
export type NoticeData = z.infer<typeof noticeDataSchema>;

/** A notification as it is shown. */
export interface Notice {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly data: NoticeData;
  readonly actions: readonly {
    readonly action: 'approve' | 'deny' | 'review';
    readonly title: string;
  }[];
  /** It replaces one without a sound. */
  readonly silent: boolean;
}

/** Shown for a push that this device can’t open: a push without any notification ends the pushes. */
export const unopened: Notice = {
  title: 'Countersign',
  body: 'A message came that this device can’t open. Open Countersign to see what waits.',
  tag: 'countersign',
  data: { title: 'Countersign', fragment: '#', asks: null },
  actions: [],
  silent: false,
};

/**
 * The notification for what a push says. Approve stands in it only where the whole request does too.
 * @param now milliseconds since 1970
 */
export function noticeOf(content: PushContent, now: number): Notice {
  const { title, body, tag } = content;
  const plain = { title, body, tag, actions: [], silent: false };
  switch (content.kind) {
    case 'request': {
      const { id, nonce, request, address, approvable, expiresAt } = content;
      const open = { id, nonce, request, address, approvable };
      const asks = now < expiresAt ? open : null;
      const data = { title, fragment: requestFragment(id), asks };
      return { ...plain, data, actions: actionsOf(asks) };
    }
    case 'several':
    case 'test':
      return { ...plain, data: { title, fragment: '#', asks: null } };
    case 'settled':
      return { ...plain, data: { title, fragment: '#', asks: null }, silent: true };
  }
}

/** What became of an answer, in the place of what asked for it. */
export function resultNotice(data: NoticeData, tag: string, body: string): Notice {
  return {
    title: data.title,
    body,
    tag,
    data: { ...data, asks: null },
    actions: [],
    silent: true,
  };
}

/** Two at most: more are not shown everywhere. A tap on the body reviews it in any case. */
function actionsOf(asks: NoticeData['asks']): Notice['actions'] {
  if (asks === null) return [];
  const deny = { action: 'deny', title: 'Deny' } as const;
  return asks.approvable
    ? [{ action: 'approve', title: 'Approve' }, deny]
    : [{ action: 'review', title: 'Review' }, deny];
}
