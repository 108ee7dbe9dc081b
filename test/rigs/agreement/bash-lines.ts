import { aCommand, anArgument, type Words } from './bash-words.ts';
import { ASSIGNMENTS, BROKEN_SHAPES, REDIRECTS, SHAPES, WRAPPERS } from './bash-shapes.ts';
import type { Random } from './random.ts';

function shellWord(random: Random, word: string): string {
  return random.way([
    [2, () => `'${word}'`],
    [2, () => `"${word}"`],
    [2, () => `\\${word}`],
    [1, () => `${word.slice(0, 1)}""${word.slice(1)}`],
    [1, () => `${word.slice(0, 1)}\\${word.slice(1)}`],
    [1, () => `$'${word}'`],
    [2, () => word.toUpperCase()],
    [2, () => `/usr/bin/${word}`],
    [1, () => `/bin/${word}`],
    [2, () => `./${word}`],
    [1, () => `../${word}`],
    [1, () => `src/${word}`],
    [2, () => `${word}x`],
    [1, () => `$(echo ${word})`],
    [1, () => `X=${word}; $X`],
  ]);
}

/** A command changed a little, as the next one of an agent would be. */
function varied(random: Random, words: Words): Words {
  const at = 1 + random.below(Math.max(words.length - 1, 1));
  return random.way<Words>([
    [6, () => words],
    [4, () => [...words, anArgument(random)]],
    [2, () => [...words, anArgument(random), anArgument(random)]],
    [2, () => words.slice(0, -1)],
    [2, () => [...words.slice(0, at), anArgument(random), ...words.slice(at)]],
    [2, () => words.map((word, index) => (index === at ? anArgument(random) : word))],
    [1, () => words.slice(0, 1)],
    [1, () => [...words.slice(0, 1), ...words.slice(1).reverse()]],
  ]);
}

function blanks(random: Random, words: Words): string {
  const gap = random.pick(['  ', '\t', ' \\\n  ', '   ']);
  const at = random.below(Math.max(words.length - 1, 1));
  return words.map((word, index) => word + (index === at ? gap : ' ')).join('');
}

/**
 * One simple command of the line, with what may stand before and after it.
 * @param mayEndIn whether the line may go on behind this redirection
 */
function aSimple(random: Random, words: Words, mayEndIn: (redirect: string) => boolean): string {
  const [program = '', ...rest] = varied(random, words);
  const name = random.chance(0.08) ? shellWord(random, program) : program;
  const whole = [name, ...rest];
  let text = random.chance(0.05) ? blanks(random, whole) : whole.join(' ');
  if (random.chance(0.14)) text = `${random.pick(WRAPPERS)} ${text}`;
  if (random.chance(0.1)) text = `${random.pick(ASSIGNMENTS)} ${text}`;
  if (random.chance(0.1)) {
    const redirect = random.pick(REDIRECTS);
    if (mayEndIn(redirect)) text = `${text} ${redirect}`;
  }
  if (random.chance(0.01)) text = `${random.pick(REDIRECTS)} ${text}`;
  return text;
}

/**
 * A line of shell made of these commands, and now and then of another.
 * @param broken whether it may be one that is no valid shell
 */
export function aLine(random: Random, commands: readonly Words[], broken: boolean): string {
  const one = (mayEndIn: (redirect: string) => boolean = () => true) =>
    aSimple(random, random.chance(0.95) ? random.pick(commands) : aCommand(random), mayEndIn);
  if (random.chance(0.005)) return `${one()} ${'x'.repeat(10_000)}`;
  const shapes = broken && random.chance(0.1) ? BROKEN_SHAPES : SHAPES;
  const shape = random.chance(0.4) ? random.pick(shapes) : 'A';
  const nested =
    random.chance(0.1) && shape !== 'A' ? shape.replace(/\bA\b/, () => random.pick(SHAPES)) : shape;
  return nested.replace(/(?<![\w=])[AB](?![\w=])/g, (_, at: number) => {
    // What stands behind the end of a here-document is no shell.
    const endsLine = /^(?:\n|$)/.test(nested.slice(at + 1));
    return one((redirect) => broken || endsLine || !redirect.includes('\n'));
  });
}
