import { describe, expect, it } from 'vitest';
import {
  compilePattern,
  coversBash,
  firstWordOf,
  matchesPattern,
  spell,
} from '../../../../src/core/rules/bash-pattern.ts';

function matches(content: string, command: string): boolean {
  return matchesPattern(compilePattern(content), spell(command));
}

/** Rule content, commands it covers, commands it does not: all measured. */
const TABLE: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['npm run build', ['npm run build', ' npm run build '], ['npm  run build', 'npm run build x']],
  ['npm run *', ['npm run', 'npm run x', 'npm\trun x', "npm run 'a\nb'"], ['npm runx', 'npm']],
  ['npm run:*', ['npm run', 'npm run x'], ['npm run:x', 'npm runx']],
  ['ls*', ['ls', 'ls x', 'lsof'], ['l', 'als']],
  ['git * main', ['git push origin main', 'git x main'], ['git main', 'git x main y', 'git xmain']],
  ['* --version', ['x --version', 'x y --version'], ['--version', 'x --version y']],
  ['a * --y *', ['a x --y z'], ['a x --y', 'a --y z']],
  ['a * *', ['a x y'], ['a', 'a x']],
  ['a b* *', ['a b y', 'a bx y'], ['a b', 'a bx']],
  ['a **', ['a x'], ['a', 'ax']],
  ['a:* b', ['a:x b', 'a: b'], ['a b', 'a x b']],
  // What stands before `:*` is taken as it stands.
  ['a *:*', ['a *', 'a * x'], ['a x', 'a']],
  ['a * :*', [], ['a x :y', 'a x', 'a * x']],
  ['a ?', ['a ?'], ['a x']],
  ['a [xy] {p,q}', ['a [xy] {p,q}'], ['a x p']],
  // A star that is meant, where another one is a wildcard.
  ['a \\* *', ['a *', 'a * x'], ['a x', 'a \\*']],
  ['a \\* b', ['a \\* b'], ['a * b', 'a x b']],
  ['a *\\*', ['a x*', 'a *'], ['a x']],
  // Blanks around a wildcard rule count for nothing; around any other it matches nothing.
  [' a b ', [], ['a b', ' a b ']],
  [' a:*', [], ['a', 'a b', ' a b']],
  [' a * b ', ['a x b'], ['a b', 'a x b y']],
  ['\ta * ', ['a', 'a x'], ['ax']],
  ['a :* ', ['a :', 'a :x'], ['a', 'a x']],
];

describe('the content of a rule', () => {
  it.each(TABLE)('%s', (content, covered, others) => {
    expect(covered.filter((command) => !matches(content, command))).toEqual([]);
    expect(others.filter((command) => matches(content, command))).toEqual([]);
  });

  it('is found by its first word, where that is fixed', () => {
    expect(
      ['npm run *', 'npm run:*', 'npm', 'git * main'].map((c) => firstWordOf(compilePattern(c))),
    ).toEqual(['npm', 'npm', 'npm', 'git']);
    expect(['ls*', '* x', '*'].map((c) => firstWordOf(compilePattern(c)))).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('one content covering another', () => {
  it.each([
    ['*', 'rm *'],
    ['git *', 'git push *'],
    ['git *', 'git push'],
    ['git *', 'git * main'],
    ['git:*', 'git *'],
    ['git*', 'git *'],
    ['* main', 'git * main'],
    ['*push*', 'git push *'],
  ])('%s covers %s', (wide, narrow) => expect(coversBash(wide, narrow)).toBe(true));

  it.each([
    ['git push *', 'git *'],
    ['git push', 'git push *'],
    ['git * main', 'git *'],
    // The bare beginning is covered by the narrow one alone.
    ['git push *x*', 'git push *'],
    ['git * *', 'git *'],
    ['* main', 'git *'],
  ])('%s does not cover %s', (wide, narrow) => expect(coversBash(wide, narrow)).toBe(false));
});
