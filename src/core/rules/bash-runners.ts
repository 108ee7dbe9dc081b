import type { ShellWord } from '../shell/word.ts';

/** What a runner leads to: the place of the program it runs, or that program's line as one text. */
export type RunnerTarget =
  | { readonly kind: 'word'; readonly at: number }
  | { readonly kind: 'script'; readonly text: string };

/** How a runner takes its arguments. */
interface Runner {
  /** Its options that take the next word, one letter each. */
  readonly short: string;
  /** The same with two dashes. */
  readonly long?: string;
  /** A word before the program: a number or a mask that may be there, or a file that is. */
  readonly operand?: keyof typeof NUMBERS | 'file';
  /** The options whose value is a whole line of shell. */
  readonly script?: {
    readonly option: RegExp;
    /** Whether it may stand behind the file, too. */
    readonly behindFile: boolean;
  };
  /** Whether every word with a `=` in front of the program sets a variable, whatever its name. */
  readonly setsAnyName?: boolean;
}

const NUMBERS = { number: /^\d+$/, mask: /^(0x[\da-f]+|\d+)$/i } as const;

/**
 * Programs that run another one and that rules to deny or to ask see through, with their options as
 * far as Claude Code knows them (measured, letter by letter).
 */
const RUNNERS: ReadonlyMap<string, Runner> = new Map([
  [
    'sudo',
    {
      short: 'aghprtuCDRTU',
      long: 'user group host prompt chdir chroot role type other-user close-from command-timeout',
      setsAnyName: true,
    },
  ],
  ['doas', { short: 'auC' }],
  [
    'env',
    {
      short: 'uC',
      long: 'unset chdir',
      script: { option: /^(-[a-zA-Z0]*S|--split-string)(?:=|$)?/, behindFile: false },
      setsAnyName: true,
    },
  ],
  ['exec', { short: 'a' }],
  ['watch', { short: 'n', long: 'interval equexit' }],
  ['setsid', { short: '' }],
  ['ionice', { short: 'cnpuP', long: 'class classdata pid pgid uid' }],
  [
    'chrt',
    {
      short: 'pDPT',
      long: 'sched-runtime sched-period sched-deadline pid',
      operand: 'number',
    },
  ],
  ['taskset', { short: 'c', long: 'cpu-list', operand: 'mask' }],
  [
    'strace',
    {
      short: 'abeopsuEIOPSUX',
      long: 'output trace attach env user string-limit columns summary-sort-by expr',
    },
  ],
  ['ltrace', { short: 'aelnopsuwxADF', long: 'output library' }],
  [
    'unshare',
    {
      short: 'wGRS',
      long: 'root wd setuid setgid propagation setgroups monotonic boottime',
    },
  ],
  ['nsenter', { short: 'tGS', long: 'target setuid setgid' }],
  ['pkexec', { short: '', long: 'user' }],
  [
    'flock',
    {
      short: 'wE',
      long: 'timeout wait conflict-exit-code',
      operand: 'file',
      script: { option: /^(-c$|--command(?:=|$))/, behindFile: true },
    },
  ],
  [
    'script',
    {
      short: 'moBEIOT',
      long: 'log-out log-io log-in log-timing output-limit echo logging-format',
      operand: 'file',
      script: { option: /^(-[a-zA-Z]*c|--command)(?:=|$)?/, behindFile: true },
    },
  ],
  ['nocorrect', { short: '' }],
  ['noglob', { short: '' }],
  ['builtin', { short: '' }],
  ['command', { short: '' }],
]);

/**
 * What a runner at a place leads to; nothing where none stands there, or where its options lead
 * nowhere. It may be two places: whether letters behind one dash take the next word is left open
 * (measured).
 * @param name the runner's name, without path and quotes
 */
export function runnerTargets(
  name: string,
  words: readonly ShellWord[],
  place: number,
): readonly RunnerTarget[] {
  const runner = RUNNERS.get(name);
  if (runner === undefined) return [];
  const script = scriptOf(runner, words.slice(place + 1));
  if (script !== null) return [{ kind: 'script', text: script }];
  const places = new Set([/^-./, /^-.$/].map((form) => behindOptions(runner, words, place, form)));
  return [...places]
    .filter((at) => words[at] !== undefined && !isQuestion(name, words.slice(place + 1, at)))
    .map((at) => behindOperand(runner, words, at));
}

/** Whether a program, by its name, runs another one behind its options. */
export function isRunner(name: string): boolean {
  return RUNNERS.has(name);
}

/** Whether a word sets a variable, as `env` and `sudo` take them too. */
export function isAssignment(text: string): boolean {
  return /^[A-Za-z_]\w*(\[[^\]]*\])?\+?=/.test(text);
}

/** `command -v` asks what a name means, and runs nothing. */
function isQuestion(name: string, options: readonly ShellWord[]): boolean {
  return name === 'command' && options.some(({ text }) => /^-[pvV]*[vV][pvV]*$/.test(text));
}

function scriptOf(runner: Runner, words: readonly ShellWord[]): string | null {
  const { script } = runner;
  if (script === undefined) return null;
  let file: number | null = null;
  for (let at = 0; at < words.length; at += 1) {
    const { value, text } = words[at] ?? NO_WORD;
    const option = value === null ? null : script.option.exec(value);
    if (value !== null && option !== null) {
      const next = words[at + 1];
      return value.slice(option[0].length) || (next?.value ?? next?.text ?? null);
    }
    if (text === '--' && file !== null) return null;
    if (isOption(runner, text)) at += takesNext(runner, text, /^-./) ? 1 : 0;
    else if (!isSet(runner, value ?? text)) {
      // Only the words in front of the program, and the file before it, are options of the runner.
      if (!script.behindFile || file !== null) return null;
      file = at;
    }
  }
  return null;
}

const NO_WORD = { value: null, text: '' };

/** Whether a word among a runner's options sets a variable. */
function isSet({ operand, setsAnyName }: Runner, text: string): boolean {
  if (operand === 'file') return false;
  return setsAnyName === true ? text.includes('=') : isAssignment(text);
}

/** @param form what options have to look like to take the next word */
function behindOptions(
  runner: Runner,
  words: readonly ShellWord[],
  place: number,
  form: RegExp,
): number {
  let at = place + 1;
  for (;;) {
    const text = words[at]?.value ?? words[at]?.text ?? '';
    if (text === '--') return at + 1;
    if (isOption(runner, text)) at += takesNext(runner, text, form) ? 2 : 1;
    else if (isSet(runner, text)) at += 1;
    else return at;
  }
}

/** A dash alone is one, too, unless it stands for what comes before the program (measured). */
function isOption({ operand }: Runner, text: string): boolean {
  return text.startsWith('-') && (text !== '-' || operand === undefined);
}

function takesNext({ short, long }: Runner, option: string, form: RegExp): boolean {
  if (option.startsWith('--')) return long?.split(' ').includes(option.slice(2)) === true;
  if (short === '' || !form.test(option)) return false;
  // What follows a letter that takes a value, in the same word, is the value.
  return new RegExp(`^-[^${short}]*[${short}]$`).test(option);
}

function behindOperand({ operand }: Runner, words: readonly ShellWord[], at: number): RunnerTarget {
  if (operand === undefined) return { kind: 'word', at };
  if (operand !== 'file') {
    return { kind: 'word', at: NUMBERS[operand].test(words[at]?.text ?? '') ? at + 1 : at };
  }
  // Alone, it is a command after all.
  if (words[at + 1] === undefined) return { kind: 'word', at };
  return { kind: 'word', at: words[at + 1]?.text === '--' ? at + 2 : at + 1 };
}
