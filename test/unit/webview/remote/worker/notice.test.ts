import { expect, test } from 'vitest';
import type { PushContent } from '../../../../../src/protocol/push.ts';
import { noticeOf, resultNotice } from '../../../../../webview/remote/worker/notice.ts';

const common = { push: 'p', server: 's', address: 'https://a.test', tag: 't', sentAt: 1 };
const request: PushContent = {
  ...common,
  kind: 'request',
  id: 'r 1',
  title: 'Run make',
  body: 'make',
  nonce: 'n',
  expiresAt: 100,
  request: null,
  approvable: true,
};

test('Approve stands only where the whole request does, and nothing after its end', () => {
  const actions = (content: PushContent, now: number) =>
    noticeOf(content, now).actions.map(({ action }) => action);
  expect(actions(request, 1)).toEqual(['approve', 'deny']);
  expect(actions({ ...request, approvable: false }, 1)).toEqual(['review', 'deny']);
  expect(actions(request, 100)).toEqual([]);
});

test('what asks nothing can be answered by nothing', () => {
  for (const kind of ['several', 'settled', 'test'] as const) {
    const notice = noticeOf({ ...common, kind, title: 'x', body: 'y' }, 1);
    expect([notice.actions, notice.data.asks]).toEqual([[], null]);
  }
});

test('a result replaces what asked, makes no sound, and still opens its page', () => {
  const { data, tag } = noticeOf(request, 1);
  expect(resultNotice(data, tag, 'Denied.')).toEqual({
    title: 'Run make',
    body: 'Denied.',
    tag: 't',
    silent: true,
    actions: [],
    data: { title: 'Run make', fragment: '#request=r%201', asks: null },
  });
});
