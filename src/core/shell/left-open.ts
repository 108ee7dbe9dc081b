/** What opens something that has to be closed, and what closes it. */
const OPENERS: readonly (readonly [opener: string, closers: readonly string[]])[] = [
  ['$((', [')', ')']],
  ['$(', [')']],
  ['${', ['}']],
  ['$[', [']']],
];

/** What is open at a place of a line: what closes it, and whether it stands in double quotes. */
interface Open {
  readonly closer: string;
  /** Whether a line may end in it and still be read by Claude Code (measured). */
  readonly mayStay: boolean;
  isQuoted: boolean;
}

/**
 * Whether a line ends inside of an expansion or of arithmetic: `$(aa`, `"${X"`, `((1`. A quote, a
 * backtick or a single parenthesis that is never closed doesn't count. Here-documents are read as
 * any other text.
 */
export function isLeftOpen(source: string): boolean {
  const line: Open = { closer: '', mayStay: true, isQuoted: false };
  const open: Open[] = [line];
  const push = (closers: readonly string[], mayStay: boolean) => {
    for (const closer of closers) open.push({ closer, mayStay, isQuoted: false });
  };
  for (let at = 0; at < source.length; at += 1) {
    const inner = open.at(-1) ?? line;
    const letter = source[at] ?? '';
    const opener = OPENERS.find(([text]) => source.startsWith(text, at));
    if (letter === '\\') at += 1;
    else if (opener !== undefined) {
      push(opener[1], false);
      at += opener[0].length - 1;
    } else if (letter === '"') inner.isQuoted = !inner.isQuoted;
    else if (inner.isQuoted) continue;
    else if (letter === "'") at = endOfQuoted(source, at);
    else if (letter === '#' && /^$|[\s;&|(]/.test(source[at - 1] ?? '')) {
      at = indexOrEnd(source, '\n', at);
    } else if (letter === inner.closer) open.pop();
    else if (letter === '(' && inner.closer !== '}') {
      const isSum = source[at + 1] === '(';
      push(isSum ? [')', ')'] : [')'], !isSum);
      if (isSum) at += 1;
    }
  }
  return open.some(({ mayStay }) => !mayStay);
}

/** The place of the quote that ends one; those of `$'…'` may hold one behind a backslash. */
function endOfQuoted(source: string, from: number): number {
  if (source[from - 1] !== '$') return indexOrEnd(source, "'", from + 1);
  const [quoted] = /^'(?:\\.|[^'\\])*'?/s.exec(source.slice(from)) ?? [''];
  return from + quoted.length - 1;
}

function indexOrEnd(source: string, text: string, from: number): number {
  const found = source.indexOf(text, from);
  return found === -1 ? source.length : found;
}
