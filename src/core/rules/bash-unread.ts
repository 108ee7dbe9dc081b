import type { SimpleCommand } from '../shell/simple-command.ts';

/**
 * What rules to deny or to ask may be compared with where a line can't be taken apart: of a line that
 * is too long only its very beginning, as if it were one command (measured: what stands further
 * behind runs past such a rule); of a line that is not valid every piece between operators.
 */
export function roughCommands(source: string, isTooLong: boolean): readonly SimpleCommand[] {
  if (isTooLong) return [roughCommand(source)];
  return roughPieces(source).flatMap(beginningsOf).map(roughCommand);
}

/** A piece, and what Claude Code takes for a command in it where words stand that can’t stand there (measured). */
function beginningsOf(piece: string): readonly string[] {
  const pieces = [piece, ...MISPLACED.flatMap((words) => words.exec(piece)?.[1] ?? [])];
  const bare = pieces.map((one) => one.replace(REDIRECTED_IN_FRONT, '$1'));
  return [...new Set([...pieces, ...bare].flatMap((one) => [one, one.replace(REDIRECTED, '')]))];
}

/** The same in front of a command, behind a word of shell or what is set there. */
const REDIRECTED_IN_FRONT =
  /^(\s*(?:(?:then|do|else|elif|if|while|until|!|\w+=\S*)\s+)*)(?:\d*(?:&?>>?[|&]?|<{1,3}&?)[ \t]*(?:"[^"]*"|'[^']*'|[^\s<>"']+)\s+)+/;

/** Where output goes and input comes from, at the end of a piece: it is no part of the command. */
const REDIRECTED =
  /(?:(?<!\s)\s+\d*(?:&?>>?[|&]?|<{1,3}&?)(?:[ \t]*(?:"[^"]*"|'[^']*'|[^\s<>"']+))?)+\s*$/;

/** `done aa`, `for x aa`, `[[ x aa`, `[[ x ]] aa`: in front of the command. */
const MISPLACED = [
  /^\s*(?:!\s+)*(?:(?:done|fi|esac)\s+)+(.*)$/s,
  /^\s*(?:!\s+)*(?:for|select|function|\[\[)\s+(?:\\.|[^\s\\])+\s+(.*)$/s,
  /^\s*(?:!\s+)*\[\[\s.*\]\]\s+(.*)$/s,
] as const;

/**
 * The pieces between operators: once wherever one stands, once without those in quotes, behind a backslash
 * or in calls, and once with calls in their place (measured).
 */
function roughPieces(source: string): readonly string[] {
  const hidden: string[] = [];
  const hide = (text: string) => `\0${hidden.push(text) - 1}\0`;
  const putBack = (piece: string) =>
    piece.replace(/\0(\d+)\0/g, (_, at: string) => hidden[Number(at)] ?? '');
  const kept = source.replace(/\\.|\{\}|[<>]&|&>|'[^']*'|"(?:\\.|[^"\\])*"/gs, hide);
  const called = kept.replace(/(?<![^\s)`])\S*\([^()\n]*\)|`[^`\n]*`/g, hide);
  const pieces = [kept.replace(/(?<![^\s)])\S*\([^()\n]*\)/g, ' '), called];
  return (
    [source, ...pieces]
      .flatMap((text) => text.split(OPERATORS))
      // A call may hold what is quoted.
      .map((piece) => putBack(putBack(piece)).replace(BRACES, ''))
  );
}

const OPERATORS = /[;&|\n()`]+/;

/** Only where a command begins, braces are more than letters (measured). */
const BRACES = /^(?:\s*[{}](?!\S))+/;

/** Blanks in quotes, and behind a backslash, part no words. */
const WORD = /(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|\S)+/gs;

function roughCommand(piece: string): SimpleCommand {
  const text = piece.trim().replace(/^(?:(?:then|do|else|elif|if|while|until|[!{}])\s+)+/, '');
  const words = text.match(WORD) ?? [];
  return {
    written: text,
    text,
    invocation: text,
    assignments: [],
    words: words.map((word) => ({
      text: word,
      value: word.replace(/["'\\]/g, ''),
      traits: new Set(),
      variables: [],
    })),
    redirects: [],
    enclosures: [],
    background: false,
    piped: false,
    timed: false,
  };
}
