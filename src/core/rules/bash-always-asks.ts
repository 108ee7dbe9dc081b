import type { Analysed, Construct } from '../shell/analysis.ts';
import type { Redirect, SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord, WordTrait } from '../shell/word.ts';

/**
 * Why Claude Code asks about a line whatever the rules to allow say of its parts (measured); null
 * where it does not. Only a rule with the very text of the whole line goes around most of these.
 */
export function alwaysAsks(source: string, analysis: Analysed): string | null {
  return (
    shapeAsks(analysis.constructs) ??
    textAsks(source) ??
    (analysis.looseRedirects.length > 0
      ? 'A redirection of a whole construct is always asked.'
      : null) ??
    firstOf(analysis.commands, (command) => commandAsks(command)) ??
    firstOf(analysis.looseWords, looseWordAsks)
  );
}

/** Why a simple command is asked about whatever the rules; null where it is not. */
export function commandAsks(command: SimpleCommand): string | null {
  return (
    firstOf(command.words, wordAsks) ??
    firstOf(command.redirects, (redirect) => redirectAsks(redirect)) ??
    (isSplitByRedirect(command)
      ? 'A redirection amid the words of a command is always asked.'
      : null)
  );
}

const SHAPES: ReadonlyMap<Construct, string> = new Map([
  ['background', 'Something that goes on in the background (`&`) is always asked.'],
  ['subshell', 'Commands in parentheses `( … )` are always asked.'],
  ['group', 'Commands in braces `{ … }` are always asked.'],
  ['case', 'A `case` is always asked.'],
  ['function', 'A function is always asked.'],
  ['coproc', 'A `coproc` is always asked.'],
  ['select', 'A `select` is always asked.'],
  ['arithmetic-for', 'A `for ((…))` is always asked.'],
  ['arithmetic', 'Arithmetic `(( … ))` is always asked.'],
]);

function shapeAsks(constructs: ReadonlySet<Construct>): string | null {
  return firstOf([...constructs], (construct) => SHAPES.get(construct) ?? null);
}

function textAsks(source: string): string | null {
  if (/\\[ \t]/.test(source)) return 'A backslash before a blank is always asked.';
  if (/[^ \t\n]\\\n/.test(source)) return 'A word that goes on in the next line is always asked.';
  return null;
}

const WORDS: readonly (readonly [WordTrait, string])[] = [
  ['substitution', 'The output of a command as an argument, `$(…)`, is always asked.'],
  ['process', 'A process as a file, `<(…)`, is always asked.'],
  ['brace', 'Braces that make several words, `{a,b}`, are always asked.'],
  ['ansi-quote', "Letters given by their codes, `$'…'`, are always asked."],
];

function wordAsks(word: ShellWord): string | null {
  if (isQuotedHeredoc(word)) return null;
  const trait = WORDS.find(([one]) => word.traits.has(one));
  if (trait !== undefined) return trait[1];
  if (!word.variables.every((name) => name === '$HOME')) {
    return `What ${word.variables.join(', ')} stands for is not known: that is always asked.`;
  }
  if (word.traits.has('arithmetic') && /[A-Za-z_]/.test(word.text)) {
    return 'Arithmetic with variables is always asked.';
  }
  if (/^=|[@?*+!]\(/.test(word.text)) return `${word.text} can mean something else to a shell.`;
  return null;
}

/** `"$(cat <<'E' … E)"`: a text of several lines, as git commits take them. */
function isQuotedHeredoc({ text }: ShellWord): boolean {
  return /^"[^$`\\"]*\$\(cat <<-?\s*(['"])(\w+)\1\n[\s\S]*\n[ \t]*\2\n\s*\)[^$`\\"]*"$/.test(text);
}

function looseWordAsks(word: ShellWord): string | null {
  return word.variables.length > 0 || word.traits.has('ansi-quote') || word.traits.has('brace')
    ? `What ${word.text} stands for is not known: that is always asked.`
    : null;
}

function redirectAsks(redirect: Redirect): string | null {
  switch (redirect.kind) {
    case 'heredoc':
      return redirect.quoted
        ? null
        : 'A text that may be computed (`<<E` without quotes) is always asked.';
    case 'text':
      return wordAsks(redirect.target);
    case 'descriptor':
      return redirect.target.text.endsWith('-') ? 'Closing an open file is always asked.' : null;
    case 'file':
      return null;
  }
}

/** Redirections before the end of the words. */
function isSplitByRedirect({ written, text, redirects }: SimpleCommand): boolean {
  return redirects.length > 0 && !written.trim().startsWith(text);
}

function firstOf<T>(all: readonly T[], find: (one: T) => string | null): string | null {
  for (const one of all) {
    const found = find(one);
    if (found !== null) return found;
  }
  return null;
}
