import { expect, it } from 'vitest';
import { isFreeHost } from '../../../../src/core/rules/free-hosts.ts';

it.each([
  ['docs.python.org', 'https://docs.python.org/3/'],
  ['react.dev', 'https://react.dev'],
  ['github.com', 'https://github.com/anthropics'],
  ['github.com', 'https://github.com/anthropics/x?y=1'],
  ['github.com', 'HTTPS://github.com/anthropics/x'],
  ['vercel.com', 'https://vercel.com/docs/a'],
  ['huggingface.co', 'https://huggingface.co/docs#x'],
  ['www.kaggle.com', 'http://www.kaggle.com/docs?x=/../'],
])('%s is free at %s', (host, url) => {
  expect(isFreeHost(host, url)).toBe(true);
});

it.each([
  ['example.com', 'https://example.com/docs'],
  ['python.org', 'https://python.org/'],
  ['x.react.dev', 'https://x.react.dev/'],
  ['', 'https:///'],
  ['github.com', 'https://github.com'],
  ['github.com', 'https://github.com/'],
  ['github.com', 'https://github.com/anthropicsx'],
  ['github.com', 'https://github.com/x/anthropics'],
  ['github.com', 'https://github.com/anthropics/../x'],
  ['github.com', 'https://github.com/anthropics/./x'],
  ['github.com', 'https://github.com/anthropics//x'],
  ['github.com', 'https://github.com/anthropics/%2e%2e/x'],
  ['github.com', 'https://github.com?/anthropics'],
  ['github.com', 'https://github.com#/anthropics'],
  ['github.com', 'x https://github.com/anthropics'],
  ['github.com', '/anthropics'],
  ['vercel.com', 'https://vercel.com/anthropics'],
])('%s is not free at %s', (host, url) => {
  expect(isFreeHost(host, url)).toBe(false);
});
