import { expect, it } from 'vitest';
import { simpleWords } from '../../../../src/core/rules/simple-command.ts';

it.each([
  ['ls', ['ls']],
  ['npm run build', ['npm', 'run', 'build']],
  ['git  status', ['git', 'status']],
  ['./x.sh a', ['./x.sh', 'a']],
  ['/usr/bin/g++ -c a', ['/usr/bin/g++', '-c', 'a']],
  ['git commit -m "x y"', ['git', 'commit', '-m', '"x', 'y"']],
  [`echo 'a' "b"`, ['echo', "'a'", '"b"']],
  [`x ${'y'.repeat(498)}`, ['x', 'y'.repeat(498)]],
])('takes %s as words', (command, words) => {
  expect(simpleWords(command)).toEqual(words);
});

it.each([
  ...['', ' ls', 'ls ', 'X=1 ls', '"ls" x', 'é x', `x ${'y'.repeat(499)}`],
  ...['a; b', 'a & b', 'a | b', 'a < b', 'a > b', '(a)', 'a $x', 'a `b`', 'a {b', 'a [b', 'a b]'],
  ...['a *', 'a ?', 'a ~', 'a !', 'a #b', 'a \\b', 'a\nb', 'a\tb', 'a b}', 'a\u0007'],
  ...[`a 'b`, `a "b`, `a "b' c`, `a b'c'"`],
])('leaves %j alone', (command) => {
  expect(simpleWords(command)).toBeNull();
});
