import { operandsBeside, type SafeFlags } from './bash-flags.ts';

/**
 * Programs that only read where their words have a certain shape, as Claude Code knows them (measured).
 * The words are those behind the program, quotes resolved.
 */
export const READ_ONLY_SHAPES: ReadonlyMap<string, (words: readonly string[]) => boolean> = new Map(
  [
    ...['pwd', 'whoami'].map((name) => [name, isEmpty] as const),
    ...['node', 'python', 'python3'].map((name) => [name, asksVersion(name)] as const),
    ['history', (words) => /^\d*$/.test(words.join(' '))],
    ['ifconfig', (words) => words.length <= 1 && words.every((word) => /^[a-z][\w.]*$/.test(word))],
    ['ip', (words) => words.join(' ') === 'addr'],
    ['help', (words) => words.every((word) => word === '-d' || /^\w[\w.-]*$/.test(word))],
    ['printf', (words) => !startsWithDash(words[0])],
    ['uniq', (words) => UNIQ.test(words.join(' '))],
    ['test', isPlainTest],
    ['[', (words) => words.at(-1) === ']' && isBracketTest(words.slice(0, -1))],
    ['jq', isPlainFilter],
    ['sed', isPrintingSed],
    ['xargs', feedsReader],
    ['find', searches],
    ['docker', isDockerListing],
  ],
);

function isEmpty(words: readonly string[]): boolean {
  return words.length === 0;
}

function asksVersion(name: string): (words: readonly string[]) => boolean {
  const asked = name === 'node' ? /^(-v|--version)$/ : /^--version$/;
  return (words) => words.length === 1 && asked.test(words[0] ?? '');
}

function startsWithDash(word: string | undefined): boolean {
  return word?.startsWith('-') === true;
}

const UNIQ = /^(?:(?:-[fsw] \d+|-[a-zA-Z]+|--[a-z-]+(?:=\S+)?)(?: |$))*$/;

/** `test -f x`, `test ! x`, `test 1 -lt 2`: nothing that could hold an expression. */
function isPlainTest(words: readonly string[]): boolean {
  const rest = words[0] === '!' ? words.slice(1) : words;
  if (isNumberTest(rest)) return rest.length === 3;
  // `x != y` is no comparison to it, while `x = y` is one (measured).
  if (rest.length > 1) return areFileTests(rest.filter((word, at) => at !== 1 || word !== '!='));
  return rest.length <= 1 && rest.every((word) => !word.startsWith('-'));
}

/** Tests of one file each, one after the other, and words that are none. */
function areFileTests(words: readonly string[]): boolean {
  const [first] = words;
  if (first === undefined) return true;
  if (!isOperator(first)) return areFileTests(words.slice(1));
  return words.length > 1 && isFileTest(words) && areFileTests(words.slice(2));
}

function isFileTest([operator = '', operand = '']: readonly string[]): boolean {
  if (operator === '-t') return /^\d+$/.test(operand);
  return !operand.startsWith('-') && /^-[bcdefghknprsuwxzGLNOS]$/.test(operator);
}

function isOperator(word: string): boolean {
  return /^(-(?!-?$).*|[!=]?=|[<>])$/s.test(word);
}

function isBracketTest(words: readonly string[]): boolean {
  if (words.some((word) => /^[()<>]$/.test(word))) return false;
  if (words.length > 3 && words.some((word) => /^-[ao]$/.test(word))) return false;
  const at = words.findIndex((word) => /^-(eq|ne|lt|le|gt|ge)$/.test(word));
  return at === -1 || isNumberTest(words.slice(at - 1, at + 2));
}

function isNumberTest([left = '', operator = '', right = '']: readonly string[]): boolean {
  return /^-(eq|ne|lt|le|gt|ge)$/.test(operator) && /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
}

/** Options in front, then a filter that does not look outside of its input. */
function isPlainFilter(words: readonly string[]): boolean {
  const first = words.findIndex((word) => !/^-[a-zA-Z]+$|^--[a-zA-Z-]+(=\S+)?$/.test(word));
  if (first === -1 || words.slice(first).some(startsWithDash)) return false;
  const text = words.join(' ');
  return !/(^| )(-\w*[fL]|--(from-file|rawfile|slurpfile|run-tests|library-path))|\benv\b|\$ENV\b|\b(include|import|input_filename|system)\b|`/.test(
    text,
  );
}

/** Options of `sed` beside which what it prints is known (measured). */
export const SED_FLAG = /^(-[nErz]+|--quiet|--silent|--posix|--regexp-extended)$/;

/** Those of them by which it prints nothing by itself. */
export const SED_QUIET = /^(-[Erz]*n[nErz]*|--quiet|--silent)$/;

/** `sed -n 1,5p file`, and one substitution of what is piped in. */
function isPrintingSed(words: readonly string[]): boolean {
  const rest = words.filter((word) => !SED_FLAG.test(word));
  const [script = '', ...files] = rest;
  if (files.some(startsWithDash)) return false;
  if (words.some((word) => SED_QUIET.test(word)))
    return /^(\d+(,\d+)?)?p(;(\d+(,\d+)?)?p)*$/.test(script);
  if (rest.length < words.length) return false;
  return files.length === 0 && /^s\/[^/\\\n]*\/[^/\\\n]*\/[gpimIM]*\d?[gpimIM]*$/.test(script);
}

/** Programs that `xargs` may run with whatever it reads. */
const FED = /^(echo|printf|wc|grep|egrep|fgrep|head|tail)$/;

function feedsReader(words: readonly string[]): boolean {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') return at + 1 === words.length || FED.test(words[at + 1] ?? '');
    if (!word.startsWith('-')) return FED.test(word);
    if (/^-[rtx0]+$/.test(word)) continue;
    at += 1;
    const value = words[at] ?? '';
    const isTaken =
      (/^-[nsLP]$/.test(word) && /^\d+$/.test(value)) ||
      (word === '-I' && value === '{}') ||
      (word === '-d' && /^[^-\\]+$/.test(value) && !FED.test(value));
    if (!isTaken) return false;
  }
  return true;
}

/** Everything that looks for files and prints their names; the value of an option may look like another. */
function searches(words: readonly string[]): boolean {
  return words.every(
    (word, at) =>
      !/^-(exec|execdir|ok|okdir|delete|fprint|fprint0|fprintf|fls|files0-from)$/.test(word) ||
      /^-i?name$/.test(words[at - 1] ?? ''),
  );
}

function isDockerListing([verb = '', ...args]: readonly string[]): boolean {
  if (verb === 'ps' || verb === 'images') return !args.some((arg) => /^(-H|--host)/.test(arg));
  const flags = DOCKER_FLAGS.get(verb);
  return flags !== undefined && operandsBeside(flags, args) !== null;
}

const DOCKER_FLAGS: ReadonlyMap<string, SafeFlags> = new Map([
  [
    'logs',
    {
      plain: 'ft',
      text: 'n',
      longPlain: 'details follow timestamps',
      longText: 'since tail until',
    },
  ],
  ['inspect', { plain: 's', text: 'f', longPlain: 'size', longText: 'format type' }],
]);
