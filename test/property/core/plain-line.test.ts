import fc from 'fast-check';
import { parse } from 'unbash';
import { expect, it } from 'vitest';
import { readPlainLine } from '../../../src/core/shell/plain-line.ts';
import { walk } from '../../../src/core/shell/walk.ts';

const token = fc.constantFrom(
  ...['git', 'log', '-5', 'a=b', '"a b"', "'c d'", 'a"b"', '""', "''", '"a|b"', "'a;b'", '"#"'],
  ...[
    '|',
    '&&',
    '||',
    ';',
    'x;',
    'x|y',
    '|&',
    '&',
    '!',
    '{',
    '}',
    '(',
    ')',
    '>',
    '2>&1',
    '#',
    'a#b',
  ],
  ...[
    'if',
    'then',
    'elif',
    'else',
    'fi',
    'for',
    'in',
    'while',
    'until',
    'do',
    'done',
    'case',
    'esac',
  ],
  ...['select', 'function', 'coproc', 'time', '[', '[[', ']]', 'test', 'let', 'eval', '.', ':'],
  ...['declare', 'export', 'local', 'readonly', 'typeset', 'a=', '=', '+=', 'a+=b', 'a[1]=x'],
  ...[
    '-',
    '--',
    '1',
    '10',
    '@',
    '%1',
    '+x',
    ',',
    'a,b',
    'x:y',
    '/dev/null',
    'http://a.b/c?d',
    '@(',
  ],
  ...['~', '*', '"*"', '?', '[a]', '$x', '"$x"', "'\\'", '\\', '`', 'é', '"é"', '\t', '\n', '^'],
);
const lines = fc
  .array(fc.tuple(token, fc.constantFrom(' ', ' ', ' ', '  ', '')), { minLength: 1, maxLength: 9 })
  .map((parts) => parts.map(([text, gap]) => text + gap).join(''));

it('whatever counts as a plain line is taken apart as the whole parser does it', () => {
  let plain = 0;
  fc.assert(
    fc.property(lines, (line) => {
      const found = readPlainLine(line);
      if (found === null) return;
      plain += 1;
      const script = parse(line);
      expect(script.errors ?? []).toEqual([]);
      expect(found).toEqual(walk(line, script));
    }),
    { numRuns: 20_000 },
  );
  expect(plain).toBeGreaterThan(300);
});
