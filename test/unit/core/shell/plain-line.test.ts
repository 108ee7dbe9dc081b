import { parse } from 'unbash';
import { describe, expect, it } from 'vitest';
import { readPlainLine } from '../../../../src/core/shell/plain-line.ts';
import { walk } from '../../../../src/core/shell/walk.ts';

describe('a plain line', () => {
  it.each([
    'ls',
    'git log -5 --oneline',
    'git  diff   --stat src/a.ts | head -20',
    'npm run build && npm test -- --watch=false || echo "it failed"; ls',
    "grep -rn 'a|b; c' src | sort",
    'git commit -m "Say why" && git push',
    'echo a"b c"d \'\' "" "#"',
    'a; b; c',
    ' ls',
    'export A=1 B="x y"',
    'declare -a x=1',
    '/usr/bin/env python3.12 -m http.server 80',
    '1 2',
  ])('is taken apart as the whole parser does it: %s', (line) => {
    expect(readPlainLine(line)).toEqual(walk(line, parse(line)));
  });

  it.each([
    ...['', 'ls ', 'a;b', 'ls;', 'ls; ', '| a', 'a | | b', 'a |b', 'a |& b', 'a & b', 'a ; ; b'],
    ...['ls > a', 'ls 2>&1', 'cat < a', 'ls\nls', 'ls\tx', '# ls', 'ls # x', '! ls', 'ls *'],
    ...[
      'ls a?',
      'ls [a]',
      'ls {a,b}',
      'ls ~',
      'ls $X',
      'ls `x`',
      'ls "$X"',
      'ls "a\\"b"',
      'ls a\\ b',
    ],
    ...['A=1 ls', 'A=1', 'if a', 'time ls', 'a; then b', 'function f', '"ls" a', "'ls'", 'ls "a'],
    ...["ls 'a", 'f() { a; }', '(a)', 'ls é', 'coproc a', '[[ a', 'a <(b)', 'ls "a\nb"'],
  ])('is none where anything is more than its letters: %j', (line) => {
    expect(readPlainLine(line)).toBeNull();
  });
});
