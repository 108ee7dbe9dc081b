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
 * Whether a separator in brackets (`s/[/]/x/`) counts, seds don't agree: it is read in both ways.
 */
export function sedDeeds(script: string): SedDeeds {
  const found = [WITH_BRACKETS, WITHOUT].map((way) => deedsBy(script, way));
  return {
    runs: found.some(({ runs }) => runs),
    writes: [...new Set(found.flatMap(({ writes }) => writes))],
  };
}

/** How what a line must match, and the parts of a `s`, are told from what follows. */
interface Way {
  readonly address: RegExp;
  readonly parts: RegExp;
}

function deedsBy(script: string, { address, parts }: Way): SedDeeds {
  const writes: string[] = [];
  let runs = false;
  let rest = script;
  const take = (pattern: RegExp): string | null => {
    const found = pattern.exec(rest)?.[0] ?? null;
    if (found !== null) rest = rest.slice(found.length);
    return found;
  };
  while (rest !== '') {
    if (take(BETWEEN) !== null || take(address) !== null) continue;
    const command = take(/^[^]/) ?? '';
    if (command === 's' || command === 'y') {
      if (take(parts) === null) break;
      const flags = command === 's' ? (take(/^[gpiImMe0-9]*/) ?? '') : '';
      if (flags.includes('e')) runs = true;
      if (command === 's' && take(/^w/) !== null) writes.push((take(LINE) ?? '').trim());
    } else if (command === 'e') {
      runs = true;
      take(LINE);
    } else if (command === 'w' || command === 'W') writes.push((take(LINE) ?? '').trim());
    else if ('aic'.includes(command)) take(TEXT_LINES);
    else if ('rR#'.includes(command)) take(LINE);
    else if (':btT'.includes(command)) take(/^[^;\n}]*/);
  }
  return { runs, writes: writes.filter((path) => !/^(|\/dev\/std(out|err))$/.test(path)) };
}

/** What stands between commands, a line's number, `$`, and what stands between two addresses. */
const BETWEEN = /^(?:[\s;{}]+|\d+(?:~\d+)?|[$,!+~])/;

const WITHOUT: Way = {
  address: /^(?:\/(?:\\[^]|[^\\/\n])*\/[IM]*|\\([^\\\n])(?:\\[^]|(?!\1)[^\\\n])*\1[IM]*)/,
  parts: /^([^\\\n])(?:\\[^]|(?!\1)[^\\])*\1(?:\\[^]|(?!\1)[^\\])*\1/,
};

const WITH_BRACKETS: Way = {
  address:
    /^(?:\/(?:\\[^]|\[(?:\^\][^\]\n]*|\^[^\]\n]+|\][^\]\n]*|[^\]^\n][^\]\n]*)\]|[^\\/[\n])*\/[IM]*|\\([^\\\n])(?:\\[^]|\[(?:\^\][^\]\n]*|\^[^\]\n]+|\][^\]\n]*|[^\]^\n][^\]\n]*)\]|(?!\1)[^\\[\n])*\1[IM]*)/,
  parts:
    /^([^\\\n])(?:\\[^]|\[(?:\^\][^\]\n]*|\^[^\]\n]+|\][^\]\n]*|[^\]^\n][^\]\n]*)\]|(?!\1)[^\\[])*\1(?:\\[^]|(?!\1)[^\\])*\1/,
};

const LINE = /^[^\n]*/;

/** Text to put in: to the end of the line, and on where that ends with a backslash. */
const TEXT_LINES = /^(?:\\[^]|[^\\\n])*/;
