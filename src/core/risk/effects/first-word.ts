/**
 * Whether an expression may fit a text that begins with this word, followed by a blank or the end. An
 * expression that can't be told from its beginning may fit any.
 */
export function mayFitBehind(expression: RegExp, word: string): boolean {
  if (word === '') return true;
  return (
    beginningsOf(expression)?.some(
      (beginning) => `${word} `.startsWith(beginning) || beginning.startsWith(`${word} `),
    ) ?? true
  );
}

type Beginnings = readonly string[] | null;

/** Those of a table are asked for at each new word, and read once. */
const known = new WeakMap<RegExp, { readonly beginnings: Beginnings }>();

function beginningsOf(expression: RegExp): Beginnings {
  const before = known.get(expression);
  if (before !== undefined) return before.beginnings;
  const beginnings = readBeginnings(expression);
  known.set(expression, { beginnings });
  return beginnings;
}

/** Plain letters that one of must stand first in what an expression fits; null where that can't be told. */
function readBeginnings({ source, flags }: RegExp): Beginnings {
  if (flags !== '') return null;
  return together(
    alternatives(source).map((one) =>
      one.startsWith('^') ? beginningsOfSequence(one.slice(1)) : null,
    ),
  );
}

function beginningsOfSequence(source: string): Beginnings {
  // Nothing at all is no text that begins with a word.
  if (source === '$') return [];
  const group = /^\((\?:)?(?!\?)/.exec(source);
  if (group !== null) {
    const end = endOfGroup(source);
    const isOptional = end === null || /^[?*{]/.test(source.slice(end + 1));
    if (isOptional) return null;
    return together(alternatives(source.slice(group[0].length, end)).map(beginningsOfSequence));
  }
  const letters = /^[\w -]*/.exec(source)?.[0] ?? '';
  // The last one may be there or not.
  const isSure = !/^[?*{]/.test(source.slice(letters.length));
  const sure = isSure ? letters : letters.slice(0, -1);
  return sure === '' ? null : [sure];
}

function together(found: readonly Beginnings[]): Beginnings {
  const told = found.flatMap((one) => (one === null ? [] : [one]));
  return told.length === found.length ? told.flat() : null;
}

/** What stands between the bars of an expression that are in no group and no class. */
function alternatives(source: string): readonly string[] {
  const bars = [...signs(source)].filter(({ sign, depth }) => sign === '|' && depth === 0);
  const ends = [...bars.map(({ at }) => at), source.length];
  return ends.map((end, place) => source.slice(place === 0 ? 0 : (ends[place - 1] ?? 0) + 1, end));
}

/** Where the group ends that an expression begins with. */
function endOfGroup(source: string): number | null {
  for (const { sign, depth, at } of signs(source)) if (sign === ')' && depth === 0) return at;
  return null;
}

/** The bars and parentheses of an expression that stand for themselves nowhere, and how deep. */
function* signs(source: string): Generator<{ sign: string; depth: number; at: number }> {
  let depth = 0;
  for (const { 0: sign, index: at } of source.matchAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|[|()]/g)) {
    if (sign === ')') depth -= 1;
    yield { sign, depth, at };
    if (sign === '(') depth += 1;
  }
}
