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
  return [...new Set([...pieces, ...pieces.map((one) => one.replace(REDIRECTED, ''))])];
}

/** Where output goes and input comes from, at the end of a piece: it is no part of the command. */
const REDIRECTED = /(?:(?<!\s)\s+\d*(?:&?>>?[|&]?|<{1,3}&?)(?:[ \t]*[^\s<>]+)?)+\s*$/;

/** `done aa`, `for x aa`, `[[ x aa`, `[[ x ]] aa`: in front of the command. */
const MISPLACED = [
  /^\s*(?:!\s+)*(?:(?:done|fi|esac)\s+)+(.*)$/s,
  /^\s*(?:!\s+)*(?:for|select|function|\[\[)\s+(?:\\.|[^\s\\])+\s+(.*)$/s,
  /^\s*(?:!\s+)*\[\[\s.*\]\]\s+(.*)$/s,
] as const;

/** The pieces between operators, once wherever one stands, and once without those in quotes, behind a backslash or in calls. */
function roughPieces(source: string): readonly string[] {
  const quoted: string[] = [];
  const kept = source
    .replace(/\\.|\{\}|'[^']*'|"(?:\\.|[^"\\])*"/gs, (text) => `\0${quoted.push(text) - 1}\0`)
    .replace(/\S*\([^()\n]*\)/g, ' ');
  const put = (piece: string) =>
    piece.replace(/\0(\d+)\0/g, (_, at: string) => quoted[Number(at)] ?? '');
  return [...source.split(OPERATORS), ...kept.split(OPERATORS).map(put)];
}

const OPERATORS = /[;&|\n(){}`]+/;

function roughCommand(piece: string): SimpleCommand {
  const text = piece.trim().replace(/^(?:(?:then|do|else|elif|if|while|until|!)\s+)+/, '');
  const words = text.split(/\s+/).filter((word) => word !== '');
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
