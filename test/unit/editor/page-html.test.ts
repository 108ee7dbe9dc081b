import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pageHtml, pagePolicy } from '../../../src/editor/page-html.ts';

const page = {
  title: 'Requests',
  nonce: 'n0nce',
  cspSource: 'https://here',
  script: 'https://here/m.js',
  style: 'https://here/p.css',
};

test('the page may load our script, styles and images, an empty style, and nothing else', () => {
  const empty = createHash('sha256').update('').digest('base64');
  expect(pagePolicy(page)).toBe(
    `default-src 'none'; script-src 'nonce-n0nce'; style-src https://here 'sha256-${empty}'; img-src https://here`,
  );
});

test('the page carries its policy before anything it loads, and no script of its own', () => {
  const html = pageHtml(page);
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<link'));
  expect(html.match(/<script[^>]*>[^<]*/g)).toEqual([
    '<script nonce="n0nce" src="https://here/m.js">',
  ]);
});
