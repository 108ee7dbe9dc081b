import { expect, test } from 'vitest';
import { inputView } from '../../../../../webview/shared/state/input-parts.ts';
import { aRequest } from '../../../../fakes/requests.ts';

test('every field that the subject does not show is a row of its own', () => {
  const { parts } = inputView(
    aRequest({ rest: { timeout: 5, flags: ['a', { b: null }] }, cwd: '/elsewhere' }),
  );
  expect(parts.at(-1)).toEqual({
    kind: 'pairs',
    pairs: [
      { key: 'runs in', value: '/elsewhere' },
      { key: 'timeout', value: '5' },
      { key: 'flags', value: '["a",{"b":null}]' },
    ],
  });
});

test('a tool that is not known is shown as it is', () => {
  const input = { a: 1, b: { c: ['d'] } };
  const { parts } = inputView(aRequest({ tool: 'New', subject: { kind: 'other' }, input }));
  expect(parts).toEqual([{ kind: 'content', text: JSON.stringify(input, null, 2) }]);
});

test('a long value anywhere makes the request long', () => {
  const long = 'x'.repeat(40_001);
  expect(inputView(aRequest()).long).toBe(false);
  expect(inputView(aRequest({ rest: { note: long } }))).toMatchObject({
    long: true,
    characters: 40_001,
  });
});
