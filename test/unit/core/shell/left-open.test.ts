import { describe, expect, it } from 'vitest';
import { isLeftOpen } from '../../../../src/core/shell/left-open.ts';

describe('a line is left open', () => {
  it.each([
    ...['a $(', 'a $(b', 'a "$(b"', "a $(b 'c", 'a; b $(c', 'a $(b (c)', 'A=$('],
    ...['${', 'a ${X', 'a "${X"', 'a " ${X', 'a ${X:-$(b}', 'a ${X:-$(b)'],
    ...['((1', '((1)', 'a ((', '$((1', 'a $((1)', 'a "$((1"', 'a $[1', 'a $['],
    ...['a "b" $(', "a 'b' $(", "a $'b\\'' $(", 'a \\\\$(', 'a # b\n$(', 'a "$(b "c")" $('],
  ])('where an expansion or arithmetic has no end: %j', (line) => {
    expect(isLeftOpen(line)).toBe(true);
  });
});

describe('a line is not left open', () => {
  it.each([
    ...[
      '',
      'a',
      'a $(b)',
      'a "$(b "c")"',
      'a ${X}',
      'a "${X:-"y"}"',
      'a $((1))',
      '((1))',
      'a $[1]',
    ],
    ...['a ${X:-$(b)}', 'a $( (b) )', '( (a) )', 'a ${X/(/y}', 'a $(b) `c` "d"'],
  ])('where each has one: %j', (line) => {
    expect(isLeftOpen(line)).toBe(false);
  });

  it.each([
    ...[
      "a '$(b",
      "a ' $(b",
      "a $'$(b",
      'a \\$(b',
      '"\\$(b"',
      'a # $(',
      '# ${',
      'a;# ${',
      '(# $(\n)',
    ],
  ])('where what opens one is a letter: %j', (line) => {
    expect(isLeftOpen(line)).toBe(false);
  });

  it.each(['(a', 'a (', 'a `b', 'a "b', "a 'b", '{ a', 'a )', 'if a', 'a &&', 'a <(b'])(
    'where only something else is: %j',
    (line) => {
      expect(isLeftOpen(line)).toBe(false);
    },
  );

  it('where a number sign stands in a word', () => {
    expect(isLeftOpen('a b#$(')).toBe(true);
    expect(isLeftOpen('a b #$(')).toBe(false);
  });
});
