import { expect, test } from 'vitest';
import { readFragment, requestFragment } from '../../../../webview/remote/fragment.ts';

test.each([
  ['', { kind: 'list' }],
  ['#', { kind: 'list' }],
  ['#anything', { kind: 'list' }],
  ['#device', { kind: 'device' }],
  ['#pair=aZ_-0=', { kind: 'pair', secret: 'aZ_-0=' }],
  ['#at=https%3A%2F%2Fa.test', { kind: 'moved', address: 'https://a.test' }],
  ['#at=https://a.test:8443', { kind: 'moved', address: 'https://a.test:8443' }],
  ['#request=%E0%A4%A', { kind: 'request', id: '%E0%A4%A' }],
])('%j asks for that', (hash, fragment) => {
  expect(readFragment(hash)).toEqual(fragment);
});

test.each(['r1', 'a b', 'a=b#c%', '<b>'])('the request %j is found under its fragment', (id) => {
  expect(readFragment(requestFragment(id))).toEqual({ kind: 'request', id });
});
