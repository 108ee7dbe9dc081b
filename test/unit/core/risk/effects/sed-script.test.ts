import { expect, test } from 'vitest';
import { sedDeeds } from '../../../../../src/core/risk/effects/sed-script.ts';

test.each([
  's/error/warning/g',
  's/page/e/;s/we/e/2',
  's|a/e|b|g',
  '/e /d',
  '1,/w x/p',
  '\\,e x,d',
  '$!N;s/[/]e/x/',
  'y/we/ew/',
  'a e rm -rf x',
  'i\\\nw file\\\ne x',
  '# e x',
  ':e\nN;be',
  's/a/b/w /dev/stdout',
  'r e',
  '5q;e',
])('only works on text: %s', (script) => {
  const calm = { runs: script === '5q;e', writes: [] };
  expect(sedDeeds(script)).toEqual(calm);
});

test.each([
  'e',
  '1e id',
  's/a/b/e',
  's/a/b/ge',
  's|a|b|e',
  's,a,b,2e',
  '/x/s/a/b/e',
  '$e ls',
  '{e ls\n}',
])('runs programs: %s', (script) => expect(sedDeeds(script).runs).toBe(true));

test.each([
  ['w out', ['out']],
  ['/re/w /etc/x', ['/etc/x']],
  ['s/a/b/w out', ['out']],
  ['s/a/b/gpw out; e x', ['out; e x']],
  ['1,5W a\nw b', ['a', 'b']],
])('writes files: %s', (script, writes) => expect(sedDeeds(script).writes).toEqual(writes));
