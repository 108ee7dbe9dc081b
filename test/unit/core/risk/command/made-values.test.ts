import { expect, test } from 'vitest';
import { withMadeValues } from '../../../../../src/core/risk/command/made-values.ts';
import { analyse } from '../../../../../src/core/shell/analyse.ts';

function filled(line: string): readonly string[] {
  const analysis = analyse(line);
  return analysis.kind === 'analysed' ? withMadeValues(analysis) : [];
}

test.each([
  ['X=~/.netrc; cat "$X"', ['cat "~/.netrc"']],
  ['X=a && Y=${X}/b && ls $Y', ['Y=a/b', 'ls a/b']],
  ['export D="$HOME/.ssh"; ls $D', ['ls $HOME/.ssh']],
  ['for f in a ~/b *.c; do cat $f; done', ['cat a', 'cat ~/b', 'cat *.c']],
  ['X=a; X=b; ls $X', ['ls a', 'ls b']],
  ['X=a; ls $X $Y', ['ls a $Y']],
  ['f() { ls $X; }; X=a; f', ['ls a']],
])('%s', (line, lines) => expect(filled(line)).toEqual(lines));

test.each([
  'ls $X',
  'X=$(date); ls $X',
  "X='a; b'; ls $X",
  'X="a`b`"; ls $X',
  'for f in "$@"; do ls $f; done',
  'for f; do ls $f; done',
  'X=a; ls b',
])('nothing is known of names in %s', (line) => expect(filled(line)).toEqual([]));

test('a line that gives many values is looked at for some of them', () => {
  const words = Array.from({ length: 50 }, (_, at) => `w${at}`).join(' ');
  expect(filled(`for w in ${words}; do ls $w; done`)).toHaveLength(8);
});
