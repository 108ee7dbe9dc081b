/** What a script of sed does besides changing text. */
export interface SedDeeds {
  /** It starts programs: `e`, or `s///e`. */
  readonly runs: boolean;
  /** The files it writes: behind `w` and `W`, or `s///w`. */
  readonly writes: readonly string[];
}

/**
 * Reads a script command by command (POSIX sed, and GNU's `e`, `W` and flags), so that text to look for
 * is never taken for a command. What sed itself would refuse ends the reading: it does nothing then.
 */
export function sedDeeds(script: string): SedDeeds {
  const writes: string[] = [];
  let runs = false;
  let rest = script;
  const take = (pattern: RegExp): string | null => {
    const found = pattern.exec(rest)?.[0] ?? null;
    if (found !== null) rest = rest.slice(found.length);
    return found;
  };
  while (rest !== '') {
    if (take(/^[\s;{}]+/) !== null || take(ADDRESS) !== null) continue;
    const command = take(/^[^]/);
    if (command === 's' || command === 'y') {
      if (take(PARTS) === null) break;
      const flags = command === 's' ? (take(/^[gpiImMe0-9]*/) ?? '') : '';
      if (flags.includes('e')) runs = true;
      if (command === 's' && take(/^w/) !== null) writes.push((take(LINE) ?? '').trim());
    } else if (command === 'e') {
      runs = true;
      take(LINE);
    } else if (command === 'w' || command === 'W') writes.push((take(LINE) ?? '').trim());
    else if (command !== null && 'aic'.includes(command)) take(TEXT_LINES);
    else if (command !== null && 'rR#'.includes(command)) take(LINE);
    else if (command !== null && ':btT'.includes(command)) take(/^[^;\n}]*/);
  }
  return { runs, writes: writes.filter((path) => !/^(|\/dev\/std(out|err))$/.test(path)) };
}

/** A line's number, `$`, or what a line must match, and what stands between two of these. */
const ADDRESS =
  /^(?:\d+(?:~\d+)?|\$|[,!+~]|\/(?:\\[^]|\[(?:\^?\])?[^\]\n]*\]|[^\\/[\n])*\/[IM]*|\\([^\\\n])(?:\\[^]|(?!\1)[^\\\n])*\1[IM]*)/;

/** `/a/b/`, by whatever sign. */
const PARTS = /^([^\\\n])(?:\\[^]|(?!\1)[^\\])*\1(?:\\[^]|(?!\1)[^\\])*\1/;

const LINE = /^[^\n]*/;

/** Text to put in: to the end of the line, and on where that ends with a backslash. */
const TEXT_LINES = /^(?:\\[^]|[^\\\n])*/;
