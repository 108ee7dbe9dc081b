import type { Assignment, SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';

/**
 * A simple command as Claude Code writes it anew before rules see it, where a `$NAME` stands in it, in
 * quotes or not, or where it goes on in another line: its words resolved, the home folder filled in,
 * and quoted where they have to be (measured, by the rules that it suggests then). Any other stays as
 * it is.
 */
export function rewritten(command: SimpleCommand, home: string): SimpleCommand {
  if (command.words.length === 0 || !/\$[A-Za-z_]|\n/.test(command.written)) return command;
  const words = command.words.map((word) => rewrittenWord(word, home));
  const assignments = command.assignments.map(rewrittenAssignment);
  const invocation = textOf(words);
  const text = textOf([...assignments, ...words]);
  return { ...command, written: text, text, invocation, words, assignments };
}

function textOf(parts: readonly { readonly text: string }[]): string {
  return parts.map(({ text }) => text).join(' ');
}

function rewrittenWord({ text }: ShellWord, home: string): ShellWord {
  const value = resolved(text, home);
  return { text: quoted(value), value, traits: new Set(), variables: [] };
}

/** A value that isn’t fixed stays as it is: no rule to allow looks past it. */
function rewrittenAssignment(assignment: Assignment): Assignment {
  const value = assignment.value?.value ?? null;
  if (value === null) return assignment;
  const [sign = '='] = /\+?=/.exec(assignment.text) ?? [];
  return { ...assignment, text: `${assignment.name}${sign}${quoted(value)}` };
}

function quoted(value: string): string {
  return /^$|[\s'"\\$`;&|<>(){}#]/.test(value) ? `'${value.replaceAll("'", "'\\''")}'` : value;
}

/** Stand in a text for what is known only when it runs. */
const SOME_VALUE = '__TRACKED_VAR__';
const SOME_OUTPUT = '__CMDSUB_OUTPUT__';

/** The next piece of a word: one that means something to a shell, or a letter. */
const PIECE =
  /'[^']*'|\\[\s\S]|\$\(cat <<[ \t]*(['"])(\w+)\1\n([\s\S]*?)\n\2\n\s*\)|\$\(\([\s\S]*?\)\)|\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|`[^`]*`|\$(\w+|[?#!$-])|[\s\S]/y;

/** What a word is in the end, as far as it is known. */
function resolved(text: string, home: string): string {
  let value = '';
  let isQuoted = false;
  for (let at = 0; at < text.length;) {
    PIECE.lastIndex = at;
    const [piece = '', , , body, name] = PIECE.exec(text) ?? [];
    const isText = isQuoted && piece.startsWith("'");
    at += isText ? 1 : Math.max(piece.length, 1);
    if (piece === '"') isQuoted = !isQuoted;
    else if (isText) value += "'";
    else if (piece.startsWith("'")) value += piece.length > 1 ? piece.slice(1, -1) : piece;
    else if (piece.startsWith('\\')) value += escaped(piece, isQuoted);
    else if (body !== undefined) value += body;
    else if (name !== undefined) value += name === 'HOME' ? home : SOME_VALUE;
    else if (piece.startsWith('$((')) value += SOME_VALUE;
    else value += piece.length > 1 ? SOME_OUTPUT : piece;
  }
  return value;
}

/** What a backslash and the letter behind it stand for. */
function escaped(piece: string, isQuoted: boolean): string {
  if (piece === '\\\n') return '';
  return isQuoted && !/[$`"\\]$/.test(piece) ? piece : piece.slice(1);
}
