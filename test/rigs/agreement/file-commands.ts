import { aLine } from './bash-lines.ts';
import type { Words } from './bash-words.ts';
import type { Random } from './random.ts';

/** Programs whose arguments Claude Code looks at as files, and some that it does not. */
const PROGRAMS = words(
  'cat head tail ls stat file base64 od nl comm cmp strings hexdump sha256sum md5sum wc fold diff uniq ' +
    'column paste cut sort tac rev expand unexpand fmt pr numfmt tsort grep egrep rg jq awk gawk tr find sed ' +
    'cp mv rm mkdir touch rmdir tee git less xxd python3 tar',
);

/** Long options, each known to some of them. */
const LONG = words(
  'regexp file include exclude-dir max-count type glob delimiter fields width tabs separator ' +
    'output-delimiter target-directory in-place quiet arg slurpfile indent from-file color reverse foo',
);

const VERBS = words('diff grep log show status');
const OTHERS = words("p 's/a/b/' 1p . '{print}' x/y.txt 5 -name");
const LETTERS = 'abcdefghilmnopqrstuvwxzABCDEFHLNT0';

/** A line that runs programs on a path, with options that they may or may not know. */
export function aFileLine(random: Random, file: string): string {
  const commands = Array.from({ length: 1 + random.below(2) }, () => aFileUse(random, file));
  return aLine(random, commands, false);
}

function aFileUse(random: Random, file: string): Words {
  const name = random.pick(PROGRAMS);
  const program = random.chance(0.05) ? `/usr/bin/${name}` : name;
  const verb = name === 'git' ? [random.pick(VERBS)] : [];
  const operands = [file, ...Array.from({ length: random.below(3) }, () => random.pick(OTHERS))];
  const options = Array.from({ length: random.below(3) }, () => anOption(random, file));
  const args = [...options, ...shuffled(random, operands)];
  // An option may stand behind what is no option, too.
  if (random.chance(0.15)) args.push(anOption(random, file));
  return [program, ...verb, ...args];
}

function anOption(random: Random, file: string): string {
  const letter = LETTERS.charAt(random.below(LETTERS.length));
  const another = LETTERS.charAt(random.below(LETTERS.length));
  return random.way([
    [8, () => `-${letter}`],
    [2, () => `-${letter}${another}`],
    [1, () => `-${letter}${file}`],
    [3, () => `--${random.pick(LONG)}`],
    [1, () => `--${random.pick(LONG)}=${file}`],
    [1, () => '--'],
  ]);
}

function shuffled<T>(random: Random, from: readonly T[]): readonly T[] {
  return from.length > 1 && random.chance(0.5) ? [...from].reverse() : from;
}

function words(text: string): readonly string[] {
  return text.split(' ');
}
