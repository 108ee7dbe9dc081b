/** The options with which a program only reads; letters stand for options of one dash. */
export interface SafeFlags {
  /** Without a value; they may stand together behind one dash. */
  readonly plain?: string;
  /** With a number as the next word. */
  readonly number?: string;
  /** With any next word that is no option itself. */
  readonly text?: string;
  readonly longPlain?: string;
  readonly longNumber?: string;
  readonly longText?: string;
  /** Whose value, if any, follows a `=`. */
  readonly longAssigned?: string;
  /** The same, where it has to be a number. */
  readonly longAssignedNumber?: string;
  /** Whether a number may follow its letter at once: `-A3`. */
  readonly attached?: boolean;
  /** Whether a number may be an option by itself: `-5`. */
  readonly bareNumber?: boolean;
  /** Whether a value has to be a word of its own: `-p 1`, and not `-p=1`. */
  readonly apart?: boolean;
  /** Whether options may follow two dashes as well. */
  readonly goesOn?: boolean;
}

/**
 * The words of a call that are neither options nor values of one.
 * @returns null where an option is not among the safe ones.
 */
export function operandsBeside(
  flags: SafeFlags,
  args: readonly string[],
): readonly string[] | null {
  const operands: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--') {
      if (flags.goesOn === true) continue;
      return [...operands, ...args.slice(at + 1)];
    }
    if (!/^-./.test(arg)) {
      operands.push(arg);
      continue;
    }
    const takes = valueOf(flags, arg);
    if (takes === null) return null;
    if (takes === 'nothing') continue;
    at += 1;
    if (!isValue(takes, args[at])) return null;
  }
  return operands;
}

type Takes = 'nothing' | 'number' | 'text';

/** What an option takes as the next word; null for one that is not safe. */
function valueOf(flags: SafeFlags, arg: string): Takes | null {
  if (arg.startsWith('--')) return longValue(flags, arg.slice(2));
  const letters = arg.slice(1);
  if (flags.bareNumber === true && /^\d+$/.test(letters)) return 'nothing';
  if (isMadeOf(letters, flags.plain)) return 'nothing';
  const [letter = ''] = letters;
  if (flags.attached === true && /^.\d+$/.test(letters)) {
    return [flags.number, flags.text].some((of) => of?.includes(letter)) ? 'nothing' : null;
  }
  if (flags.apart !== true && /^.=[^-]/.test(letters))
    return assignedValue(flags, letter, letters.slice(2));
  if (letters.length > 1) return null;
  if (flags.number?.includes(letter) === true) return 'number';
  return flags.text?.includes(letter) === true ? 'text' : null;
}

/** `-m=1`, which counts as `-m 1` does (measured). */
function assignedValue(flags: SafeFlags, letter: string, value: string): Takes | null {
  if (flags.number?.includes(letter) === true) return /^\d+$/.test(value) ? 'nothing' : null;
  return flags.text?.includes(letter) === true ? 'nothing' : null;
}

function longValue(flags: SafeFlags, option: string): Takes | null {
  const [, name = '', value] = /^([^=]*)(?:=([\s\S]*))?$/.exec(option) ?? [];
  if (value === undefined) {
    if (isAmong(name, flags.longPlain)) return 'nothing';
    if (isAmong(name, flags.longNumber)) return 'number';
    return isAmong(name, flags.longText) ? 'text' : null;
  }
  // What begins like an option is none of this one’s values (measured).
  if (value.startsWith('-')) return null;
  if (isAmong(name, flags.longNumber) || isAmong(name, flags.longAssignedNumber))
    return /^\d+$/.test(value) ? 'nothing' : null;
  return isAmong(name, flags.longText) || isAmong(name, flags.longAssigned) ? 'nothing' : null;
}

function isValue(takes: Takes, value: string | undefined): boolean {
  if (value === undefined || value.startsWith('-')) return false;
  return takes === 'text' || /^\d+$/.test(value);
}

function isMadeOf(letters: string, allowed: string | undefined): boolean {
  return (
    allowed !== undefined && [...letters.matchAll(/./gsu)].every(([one]) => allowed.includes(one))
  );
}

function isAmong(name: string, names: string | undefined): boolean {
  return names?.split(' ').includes(name) === true;
}
