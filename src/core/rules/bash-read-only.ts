import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { operandsBeside } from './bash-flags.ts';
import { readOnlyFlags } from './bash-read-only-flags.ts';
import { isReadOnlyGit } from './bash-read-only-git.ts';
import { READ_ONLY_SHAPES } from './bash-read-only-shapes.ts';
import { isSafeName } from './bash-safe-variables.ts';
import { nameOf } from './bash-words.ts';
import { afterWrapper } from './bash-wrappers.ts';
import { namesNoMachine } from './bash-socket-filter.ts';

/** Whether a simple command only reads, by Claude Code's built-in list (documented; measured in detail). */
export function isReadOnly({ words, assignments, redirects }: SimpleCommand): boolean {
  // Measured: asked only as long as the session has not run any command yet.
  if (words.length === 0) return assignments.length > 0 && redirects.length === 0;
  if (!assignments.every(isSafeName)) return false;
  let at = 0;
  for (;;) {
    const name = nameOf(words[at]);
    // Behind other wrappers a rule is looked for, but nothing is known to read only.
    const isSeenThrough = name !== null && SEEN_THROUGH.has(name) && !isOption(words[at + 1]);
    const next = isSeenThrough ? afterWrapper(words, at) : null;
    if (next === null) {
      if (name === 'jq' && !isPlainlyCalled(words.slice(0, at + 1), assignments.length))
        return false;
      return isReadOnlyCall(name, words.slice(at + 1), words.slice(0, at));
    }
    at = next;
  }
}

/** Of `jq` only the plain spelling is known, and what may stand before it in this order (measured). */
function isPlainlyCalled(words: readonly ShellWord[], assigned: number): boolean {
  const text = words.map((word) => word.text).join(' ');
  return assigned === 0 && /^((command( -p)?|builtin|noglob) )*(timeout \S+ )?jq$/.test(text);
}

function isOption(word: ShellWord | undefined): boolean {
  return /^-[-ksv]/.test(word?.text ?? '');
}

const SEEN_THROUGH = setOf('timeout command builtin noglob');

function isTimeout(word: ShellWord): boolean {
  return nameOf(word) === 'timeout';
}

function isReadOnlyCall(
  name: string | null,
  args: readonly ShellWord[],
  wrappers: readonly ShellWord[],
): boolean {
  if (name === null || args.some(({ text }) => /^~[a-z]/.test(text))) return false;
  if (name === 'cd')
    return (
      !wrappers.some(isTimeout) && args.length === 1 && /^-$|^[^-]|^$/.test(args[0]?.text ?? '')
    );
  const hasGlob = args.some(({ traits }) => traits.has('glob'));
  if (hasGlob && !WITH_GLOB.has(name)) return false;
  if (args.some(({ variables }) => variables.some((one) => /^\$\W$/.test(one)))) return false;
  if (ANY.has(name) || (WITH_GLOB.has(name) && readOnlyFlags(name) === undefined)) return true;
  if (args.some(({ traits }) => traits.has('substitution') || traits.has('arithmetic')))
    return false;
  // Where options decide, nothing may stand in a text but the home folder (measured).
  if (args.some(({ variables }) => variables.some((one) => one !== '$HOME'))) return false;
  if (!WITH_DOLLARS.has(name) && args.some(hasMeantDollar)) return false;
  if (name === '[' && wrappers.length > 0) return false;
  if (name === '[' && args.some(({ variables }) => variables.length > 0)) return false;
  const texts = args.map(({ value, text }) => value ?? text);
  if (name === 'git') return isReadOnlyGit(texts);
  const flags = readOnlyFlags(name);
  if (flags === undefined) return READ_ONLY_SHAPES.get(name)?.(texts) === true;
  const operands = operandsBeside(flags, texts);
  if (operands === null) return false;
  if (name === 'ss') return namesNoMachine(operands);
  if (name === 'ps') return hidesEnvironment(texts);
  if (SETTING.has(name) && operands.includes('')) return false;
  return OPERANDS.get(name)?.test(operands.join(' ')) ?? true;
}

/** Read-only whatever their arguments, names by pattern among them. */
const WITH_GLOB = setOf(
  'ls cat echo head tail wc diff stat du df cut tr nl tac rev column cmp basename dirname realpath ' +
    'readlink strings od hexdump grep egrep fgrep sha256sum sha1sum md5sum cd',
);

/** Read-only whatever their arguments, where none is a pattern. */
const ANY = setOf(
  'type paste fold expand unexpand comm fmt pr numfmt expr seq tsort cal uptime free nproc uname id ' +
    'groups locale true false sleep',
);

/** Programs by shape whose own language has a `$`. */
const WITH_DOLLARS = setOf('jq docker find');

/** A `$` or backtick that stands for itself, as in `grep 'x$'`, and that can't be told from others. */
function hasMeantDollar({ text, variables }: ShellWord): boolean {
  return variables.length === 0 && /[$`]/.test(text);
}

/**
 * Whether `ps` can’t be told to show what variables hold: an `e` without a dash tells it so, and whatever
 * has one is taken for that, also the value of an option and, unless options stand alone, `-e` (measured).
 */
function hidesEnvironment(texts: readonly string[]): boolean {
  const isAlone = texts.every((text) => /^-[a-zA-Z]|^--[\w-]+$/.test(text));
  return texts.every((text) => {
    if (text.startsWith('--')) return !/=-/.test(text);
    if (/^-./.test(text)) return isAlone || !/[eE]/.test(text);
    return !/[$eE]/.test(text);
  });
}

/** Programs that set what they show to a word that is given, an empty one too (measured). */
const SETTING = setOf('date hostname arch');

/** What may stand beside the options of programs that also change things. */
const OPERANDS: ReadonlyMap<string, RegExp> = new Map([
  ['date', /^(\+.*)?$/s],
  ['hostname', /^$/],
  ['arch', /^$/],
  ['man', /^[\w .-]*$/],
  ['tput', /^(?!(reset|init|rs\d|is\d)\b)/],
]);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
