import { operandsOf, type Invocation } from '../command/invocation.ts';

/** Says in plain words what one program is told to do; null where it has no words for it. */
export type Phrase = (call: Invocation) => string | null;

/** So much of one name is said, in UTF-16 units. */
const LONGEST = 60;

/** A name in a sentence: without quotes around it, on one line, and cut where it is long. */
export function name(text: string): string {
  const plain = text.replace(/^(["'])(.*)\1$/s, '$2').replace(/\s+/g, ' ');
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
}

/** “a”, “a and b”, “a, b and 3 more”. */
export function listed(texts: readonly string[]): string {
  const [first = '', second, ...more] = texts.map(name);
  if (second === undefined) return first;
  return more.length === 0
    ? `${first} and ${second}`
    : `${first}, ${second} and ${more.length} more`;
}

/** The operands of a call as they are written. */
export function operandTexts({ words }: Invocation, values = ''): readonly string[] {
  return operandsOf(words, values).map(({ value, text }) => value ?? text);
}

/** Whether a call has an option, also among letters that stand together. */
export function has({ args }: Invocation, option: RegExp): boolean {
  return args.some(
    (arg) =>
      option.test(arg) ||
      (/^-[A-Za-z]{2,}$/.test(arg) &&
        Array.from(arg.slice(1)).some((one) => option.test(`-${one}`))),
  );
}
