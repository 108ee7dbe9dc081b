/** Everything that can make a line of shell mean more than one plain command, or something else later. */
const SPECIAL = /[;&|<>()$`{}[\]*?~!#\\\p{Cc}]/u;

const PROGRAM = /^[\w./@+-]+$/;

/**
 * The words of a command line that is one plain command on one line, as written: no operators, no
 * substitutions, no wildcards, no leading assignment. Quotes stay in their words.
 * @returns null for any other line, and where in doubt.
 */
export function simpleWords(command: string): readonly string[] | null {
  if (command !== command.trim() || command.length > 500 || SPECIAL.test(command)) return null;
  if (!isQuotedEvenly(command)) return null;
  const words = command.split(/ +/);
  return PROGRAM.test(words[0] ?? '') ? words : null;
}

/** A quote that is not closed takes in what comes after. */
function isQuotedEvenly(command: string): boolean {
  return !/["']/.test(command.replace(/"[^"]*"|'[^']*'/g, ''));
}
