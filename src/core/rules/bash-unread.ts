import type { SimpleCommand } from '../shell/simple-command.ts';

/**
 * What rules to deny or to ask may be compared with where a line can't be taken apart: of a line that
 * is too long only its very beginning, as if it were one command (measured: what stands further
 * behind runs past such a rule); of a line that is not valid every piece between operators.
 */
export function roughCommands(source: string, isTooLong: boolean): readonly SimpleCommand[] {
  return (isTooLong ? [source] : roughPieces(source)).map(roughCommand);
}

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
