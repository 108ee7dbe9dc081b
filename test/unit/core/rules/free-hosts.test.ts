import { expect, it } from 'vitest';
import { isFreeHost } from '../../../../src/core/rules/free-hosts.ts';
import { addressOf } from '../../../../src/core/rules/web-domain.ts';

function isFree(url: string): boolean {
  const address = addressOf(url);
  return address !== null && isFreeHost(address);
}

it.each([
  ['https://docs.python.org/3/'],
  ['https://react.dev'],
  ['https://go.dev/doc'],
  ['https://github.com/anthropics'],
  ['https://github.com/anthropics/./x'],
  ['https://github.com/x/../anthropics'],
  ['https://github.com/anthropics/x?y=1'],
  ['HTTPS://github.com/anthropics/x'],
  ['https://vercel.com/docs/a'],
  ['https://huggingface.co/docs#x'],
  ['http://www.kaggle.com/docs?x=/../'],
])('%s is free', (url) => {
  expect(isFree(url)).toBe(true);
});

it.each([
  ['https://example.com/docs'],
  ['https://react.dev./'],
  ['https://u@react.dev.:443/x'],
  ['https://react.dev.'],
  ['https://python.org/'],
  ['https://x.react.dev/'],
  ['https:///'],
  ['https://go.dev/'],
  ['https://github.com'],
  ['https://github.com/'],
  ['https://github.com/anthropicsx'],
  ['https://github.com/x/anthropics'],
  ['https://github.com/anthropics/../x'],
  ['https://github.com/anthropics//x'],
  ['https://github.com/anthropics/%2e%2e/x'],
  ['https://github.com?/anthropics'],
  ['https://github.com#/anthropics'],
  ['x https://github.com/anthropics'],
  ['/anthropics'],
  ['https://vercel.com/anthropics'],
])('%s is not free', (url) => {
  expect(isFree(url)).toBe(false);
});
