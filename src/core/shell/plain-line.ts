import type { Analysed, Construct } from './analysis.ts';
import type { SimpleCommand } from './simple-command.ts';
import type { ShellWord, WordTrait } from './word.ts';

/**
 * Takes a plain line apart: programs with words that hold nothing to be expanded, one behind the other by
 * `|`, `&&`, `||` or `;`. Most of what agents run is so plain, and the whole parser takes ten times as
 * long for it.
 * @returns what the whole parser makes of it; null for any other line, which that has to read
 */
export function readPlainLine(line: string): Analysed | null {
  const commands: SimpleCommand[] = [];
  const constructs = new Set<Construct>();
  let words: ShellWord[] = [];
  let start = 0;
  let end = 0;
  let piped = false;
  while (end < line.length) {
    TOKEN.lastIndex = end;
    const [found, word, operator] = TOKEN.exec(line) ?? [];
    if (found === undefined) return null;
    if (word === undefined) {
      const construct = CONSTRUCTS.get(operator ?? '');
      if (words.length === 0 || construct === undefined) return null;
      commands.push(command(line.slice(start, end), words, piped));
      constructs.add(construct);
      piped = operator === '|';
      words = [];
    } else {
      if (words.length === 0) {
        if (!PROGRAM.test(word) || RESERVED.has(word)) return null;
        start = end + found.length - word.length;
      }
      words.push(readWord(word));
    }
    end = TOKEN.lastIndex;
  }
  if (words.length === 0) return null;
  commands.push(command(line.slice(start), words, piped));
  return { kind: 'analysed', commands, constructs, looseWords: [], looseRedirects: [], loops: [] };
}

/** A word of letters that mean themselves, some of them in quotes; or what stands between two commands. */
const TOKEN =
  /(?:^| +)((?:[\w@%+=:,./-]|"[^"\\$`\n]*"|'[^'\n]*')+)(?=[ ;]|$)| *(\|\||&&|[|;])(?= )/y;

/** What no quote, sign or assignment is in. */
const PROGRAM = /^[\w@%+:,./-]+$/;

/** Words that begin something else than a program (POSIX 2.4, and those of bash). */
const RESERVED: ReadonlySet<string> = new Set(
  'if then elif else fi time for in until while do done case esac coproc select function'.split(
    ' ',
  ),
);

const CONSTRUCTS: ReadonlyMap<string, Construct> = new Map([
  ['|', 'pipeline'],
  ['&&', 'and-or'],
  ['||', 'and-or'],
  [';', 'sequence'],
]);

function command(text: string, words: readonly ShellWord[], piped: boolean): SimpleCommand {
  return {
    written: text,
    text,
    invocation: text,
    assignments: [],
    words,
    redirects: [],
    enclosures: [],
    background: false,
    piped,
    timed: false,
  };
}

function readWord(text: string): ShellWord {
  const isQuoted = text.includes('"') || text.includes("'");
  const value = isQuoted ? text.replace(QUOTED, '$1$2') : text;
  return { text, value, traits: NO_TRAITS, variables: [] };
}

const QUOTED = /"([^"]*)"|'([^']*)'/g;

const NO_TRAITS: ReadonlySet<WordTrait> = new Set();
