import { formatRule } from '../../../src/core/rules/rule.ts';
import { aCommand, anArgument, type Words } from './bash-words.ts';
import type { Random } from './random.ts';

function withStar(random: Random, words: Words): string {
  const at = random.below(words.length);
  return words.map((word, index) => (index === at ? '*' : word)).join(' ');
}

/** What a rule for a command may hold between its parentheses. */
function aContent(random: Random, words: Words): string {
  const line = words.join(' ');
  const [program = '', next = 'x'] = words;
  const last = words.at(-1) ?? '';
  return random.way([
    [10, () => `${program} *`],
    [6, () => `${program}:*`],
    [6, () => `${program} ${next} *`],
    [5, () => `${program} ${next}:*`],
    [8, () => line],
    [3, () => `${line} *`],
    [2, () => `${line}:*`],
    [2, () => `${program}*`],
    [1, () => `${program.slice(0, 1)}*`],
    [3, () => `${program} * ${last}`],
    [2, () => `* ${last}`],
    [1, () => `*${last}`],
    [2, () => `*${program}*`],
    [1, () => `*${program} *`],
    [1, () => `* ${next} *`],
    [4, () => withStar(random, words)],
    [2, () => `${withStar(random, words)} *`],
    [1, () => `${program} ${next}*`],
    [1, () => `${program} * :*`],
    [1, () => `${program}:* ${last}`],
    [1, () => `${program} * ${anArgument(random)} *`],
    [1, () => program],
    [1, () => line.replace(' ', '  ')],
    [1, () => ` ${line} `],
    [1, () => line.toUpperCase()],
    [1, () => `${line} > out.txt`],
    [1, () => `${line} 2>&1`],
    [1, () => `${line} && bb x`],
    [1, () => `cd src && ${line}`],
    [1, () => `${line}; *`],
    [1, () => `${line} | *`],
    [1, () => `timeout 5 ${program} *`],
    [1, () => `sudo ${program} *`],
    [1, () => `xargs ${program} *`],
    [1, () => `env ${program} *`],
    [1, () => `NODE_ENV=test ${program} *`],
    [1, () => `X=1 ${line}`],
    [1, () => `/usr/bin/${program} *`],
    [1, () => `./${program} *`],
    [1, () => `'${program}' *`],
    [1, () => `"${program}":*`],
    [1, () => `${program}\n${line}`],
    [1, () => `${program} \\*`],
    [1, () => `${program} ?`],
    [1, () => `${program} **`],
    [1, () => `${program}  *`],
    [1, () => `${program} :*`],
    [0.3, () => '*'],
    [0.3, () => ':*'],
    [1, () => `command:${program} *`],
    [1, () => 'run_in_background:true'],
    [1, () => 'timeout:*'],
    [1, () => 'description:d'],
  ]);
}

/** A rule that has to do with a command: mostly one that a person would write, now and then an odd one. */
export function aBashRule(random: Random, words: Words): string {
  const content = aContent(random, random.chance(0.93) ? words : aCommand(random));
  return random.way([
    [60, () => formatRule({ tool: 'Bash', content })],
    [30, () => `Bash(${content})`],
    [1, () => `Bash(${content}`],
    [1, () => `bash(${content})`],
    [1, () => `Bash (${content})`],
    [1, () => `Bash(${content}) `],
    [1, () => 'Bash()'],
    [1, () => 'Bash'],
    [1, () => 'Bash(*)'],
  ]);
}

/** A line that a rule's text may well match: something stands for each `*`. */
export function lineOf(random: Random, rule: string): string {
  const content = /^Bash\((.+)\)$/s.exec(rule)?.[1] ?? 'aa x';
  const text = content.replace(/\\([\\()])/g, '$1').replace(/:\*$/, ' *');
  return text.replace(/ ?\*/g, (star) => {
    const blank = star.startsWith(' ') ? ' ' : '';
    return random.way([
      [1, () => ''],
      [1, () => blank],
      [4, () => blank + anArgument(random)],
      [2, () => `${blank}${anArgument(random)} ${anArgument(random)}`],
      [1, () => star],
    ]);
  });
}
