import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assessCommand } from '../../../src/core/risk/assess-command.ts';
import { FACTS } from '../../unit/core/risk/facts.ts';

/** Places in which a word has its command run, at once or when a shell reads the text again. */
const PLACES: readonly ((command: string) => string)[] = [
  (command) => `"$(${command})"`,
  (command) => `$(( $(${command}) + 1 ))`,
  (command) => `$[ $(${command}) ]`,
  (command) => `"\${X:-$(${command})}"`,
  (command) => `"\${X:$(( $(${command}) ))}"`,
  (command) => `"\${X[$(${command})]}"`,
  (command) => `<(${command})`,
  (command) => `a{b,$(${command})}c`,
];

/** Lines in which a word has a place. */
const LINES: readonly ((word: string) => string)[] = [
  (word) => `echo ${word}`,
  (word) => `X=${word}`,
  (word) => `X=${word} ls`,
  (word) => `X=(a ${word})`,
  (word) => `export X=${word}`,
  (word) => `X[${word}]=1`,
  (word) => `[ ${word} = 1 ] && ls`,
  (word) => `[[ -n ${word} ]]`,
  (word) => `for i in ${word}; do ls; done`,
  (word) => `case ${word} in a) ls ;; esac`,
  (word) => `cat < ${word}`,
  (word) => `cat <<< ${word}`,
  (word) => `if test -f ${word}; then ls; fi`,
  (word) => `while [ -z ${word} ]; do break; done`,
  (word) => `f() { echo ${word}; }; f`,
  (word) => `cat <<E\na ${word.replaceAll('"', '')}\nE`,
];

const anyLine = fc
  .tuple(
    fc.constantFrom(...LINES),
    fc.array(fc.constantFrom(...PLACES), { minLength: 1, maxLength: 3 }),
  )
  // No file of the shell’s is one inside of a heredoc.
  .map(([line, [place, ...more]]) => {
    const command = more.reduce((inner, one) => `echo ${one(inner)}`, 'rm -rf ~');
    return line(place?.(command) ?? '');
  })
  .filter((line) => !/^cat <<E[^]*<\(/.test(line));

test('a command is seen wherever in a word it stands', () => {
  fc.assert(
    fc.property(anyLine, (line) => {
      expect(assessCommand(line, FACTS.folder, FACTS).tier).toBe('critical');
    }),
    { numRuns: 600 },
  );
});

const READ_AGAIN: readonly ((text: string) => string)[] = [
  (text) => `X='a[${text}]'; echo $((X))`,
  (text) => `X="a[${text.replace('$', '\\$')}]"; [[ X -eq 1 ]]`,
  (text) => `let 'X=a[${text}]'`,
  (text) => `test -v 'X[${text}]'`,
  (text) => `printf -v 'X[${text}]' a`,
  (text) => `read 'X[${text}]' <<< 1`,
  (text) => `declare 'X[${text}]=1'`,
  (text) => `for i in 'a[${text}]'; do echo $((i)); done`,
  (text) => `declare -n X='a[${text}]'; echo $X`,
  (text) => `X['${text}']=1`,
  (text) => `compgen -W '${text}'`,
];

test('so it is in a text that the shell reads a second time', () => {
  const text = fc.constantFrom(
    '$(rm -rf ~)',
    '`rm -rf ~`',
    '$(true; rm -rf ~)',
    '$(echo $(rm -rf ~))',
  );
  fc.assert(
    fc.property(fc.constantFrom(...READ_AGAIN), text, (line, command) => {
      expect(assessCommand(line(command), FACTS.folder, FACTS).tier).toBe('critical');
    }),
    { numRuns: 100 },
  );
});
