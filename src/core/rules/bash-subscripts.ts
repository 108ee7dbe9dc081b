/**
 * The argument of a builtin that a shell reckons with, and might find a command in (`a[$(x)]`): no rule
 * with a `*` covers that (measured).
 * @param name the builtin, or a program of its name
 * @param texts what stands behind it
 */
export function evaluatedArgument(name: string, texts: readonly string[]): string | undefined {
  return EVALUATED.get(name)?.(texts);
}

const EVALUATED: ReadonlyMap<string, (texts: readonly string[]) => string | undefined> = new Map([
  ['read', (texts) => texts.find((text) => /[[\]]/.test(text))],
  ['wait', (texts) => texts.find((text) => /\[.*\]/s.test(text))],
  [
    'printf',
    (texts) =>
      texts.find((text, at) => text.includes('[') && (texts[at - 1] === '-v' || /^-v/.test(text))),
  ],
  ['test', testedArgument],
  ['[', testedArgument],
]);

/** A variable that is looked for by a subscript, or something else than a number in the place of one. */
function testedArgument(texts: readonly string[]): string | undefined {
  return texts.find((text, at) => {
    const before = texts[at - 1] ?? '';
    if (/^-[vR]$/.test(before)) return text.includes('[');
    if (before === '-t') return text !== ']' && !/^\d+$/.test(text);
    const isReckoned = COMPARES.test(before) || COMPARES.test(texts[at + 1] ?? '');
    return isReckoned && !/^-?\d+$/.test(text);
  });
}

const COMPARES = /^-(eq|ne|lt|le|gt|ge)$/;
