import { expect, test } from 'vitest';
import { assessCommand } from '../../../../../src/core/risk/assess-command.ts';
import {
  asNamed,
  withTemporaryNames,
} from '../../../../../src/core/risk/command/temporary-names.ts';
import { FACTS } from '../facts.ts';

const tierOf = (line: string) => assessCommand(line, FACTS.folder, FACTS).tier;

test.each([
  't=$(mktemp); git diff > "$t"; wc -l "$t"; rm -f "$t"',
  't=$(mktemp) && npm test > "$t" 2>&1; tail -5 "$t"; rm "$t"',
  'out="$(mktemp -t log.XXXX)"; ls > ${out}; rm "${out}"',
  't=$(mktemp); trap \'rm -f "$t"\' EXIT; git diff > "$t"',
])('what mktemp made may be taken away: %s', (line) => {
  expect(['none', 'low']).toContain(tierOf(line));
  expect(asNamed(withTemporaryNames(line))).toBe(line);
});

test('a folder made so, with all in it, is as any below the temporary ones', () => {
  expect(tierOf('d=$(mktemp -d); cp a.txt "$d"; rm -rf "$d"')).toBe('medium');
});

test.each([
  'rm -f "$t"',
  't=$(mktemp); rm -rf "$t"/*',
  't=$(mktemp); rm -rf $t/',
  't=$(mktemp); rm -rf "$t$x"',
  't=$(mktemp); t=~; rm -rf "$t"',
  't=$(mktemp); for t in a b; do rm -rf "$t"; done',
  't=$(mktemp); read t < a; rm -rf "$t"',
  't=$(mktemp); printf -v t %s ~; rm -rf "$t"',
  't=$(mktemp); eval "$x"; rm -rf "$t"',
  't=$(mktemp); . ./x; rm -rf "$t"',
  't=$(mktemp -p ~/src); rm -rf "$t"',
  't=$(mktemp --tmpdir=/home); rm -rf "$t"',
  't=$(mktemp; echo ~); rm -rf "$t"',
  '(HOME=$(mktemp -d)); rm -rf "$HOME"',
  '(t=$(mktemp -d)); rm -rf "$t"',
  'x | t=$(mktemp); rm -rf "$t"',
  'echo \'t=$(mktemp)\'; rm -rf "$t"',
])('nothing is known of names in %s', (line) => {
  expect(['high', 'critical']).toContain(tierOf(line));
});

test('reasons name what was written', () => {
  const { reasons } = assessCommand('d=$(mktemp -d); rm -rf "$d"', FACTS.folder, FACTS);
  expect(reasons[0]).toMatchObject({
    part: 'rm -rf "$d"',
    does: 'deletes "$d" and all that is in it',
  });
});
