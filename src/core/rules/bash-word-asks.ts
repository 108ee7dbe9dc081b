import type { ShellWord, WordTrait } from '../shell/word.ts';

/** Why a word of a command is asked about whatever the rules (measured); null where it is not. */
export function wordAsks(word: ShellWord): string | null {
  const { text, traits } = word;
  if (isQuotedHeredoc(text)) return null;
  const trait = NEVER.find(([one]) => traits.has(one));
  if (trait !== undefined) return trait[1];
  if (hasBraceList(text)) return 'Braces that may make several words, `{a,b}`, are always asked.';
  if (/^=(?![=~])|[@?*+!]\(|^~\[/.test(text))
    return `\`${text}\` can mean something else to a shell.`;
  if (/\$(?=\s|$|\/)/.test(withoutQuoted(text))) return 'A `$` by itself is always asked.';
  return expansionAsks(word);
}

const NEVER: readonly (readonly [WordTrait, string])[] = [
  ['process', 'A process as a file, `<(…)`, is always asked.'],
  ['ansi-quote', "Letters given by their codes, `$'…'`, are always asked."],
];

/**
 * `"$(cat <<'E' … E)"`, as git commits take their text: what stands in it is never run. A heredoc of
 * another kind is not seen through.
 */
export function isQuotedHeredoc(text: string): boolean {
  return /^[^"'`$\\]*"[^"$`\\]*(\$\(cat <<[ \t]*(['"])(\w+)\2\n[\s\S]*?\n\3\n\s*\)[^"$`\\]*)+"$/.test(
    text,
  );
}

/** A brace with a list, a range, a quote or an escaped brace in it, unless all of the word is quoted. */
function hasBraceList(text: string): boolean {
  if (/^('[^']*'|"[^"]*")$/.test(text)) return false;
  const rest = text.replace(/\$\{[^}]*\}/g, '');
  const at = rest.indexOf('{');
  if (at === -1) return false;
  if (rest.includes(',') || rest.includes('..') || /\\[{}]/.test(rest.slice(at))) return true;
  return /\{[^}]*["$]/.test(rest.replace(/'[^']*'|"(?:\\[\s\S]|[^"\\])*"/g, '"'));
}

/** Only variables that are known to be there, inside of some other text, pass. */
function expansionAsks({ text, traits, variables }: ShellWord): string | null {
  if (traits.has('brace')) return 'Braces that make several words are always asked.';
  const expands = (['variable', 'substitution', 'arithmetic'] as const).some((one) =>
    traits.has(one),
  );
  if (!expands) return null;
  const unknown = variables.find((name) => !isKnownVariable(name));
  if (unknown !== undefined)
    return `What ${unknown} stands for is not known: that is always asked.`;
  const bare = withoutQuoted(text);
  if ([...text.matchAll(/\$\(\(([\s\S]*?)\)\)/g)].some(([, sum]) => reckonsWithNames(sum ?? ''))) {
    return 'Arithmetic with variables is always asked.';
  }
  if (/\$\((?!\()|`/.test(bare)) return 'The output of a command as an argument is always asked.';
  if (
    bare
      .replaceAll('$HOME', '')
      .replace(/\$\(\(.*?\)\)/g, '')
      .includes('$')
  ) {
    return `A variable outside of quotes, as in \`${text}\`, is always asked.`;
  }
  return quotedParts(text).every(isMostlyFixed) && !/^-.*".*\$/s.test(text)
    ? null
    : `What \`${text}\` becomes is not fixed enough: that is always asked.`;
}

function reckonsWithNames(sum: string): boolean {
  return /[A-Za-z_$`(]/.test(sum.replace(/\b0x[\da-f]+\b/gi, ''));
}

/** Whether a quoted text can become nothing but a text: two letters of it are fixed, and no dash begins it. */
function isMostlyFixed(content: string): boolean {
  if (!/[$`]/.test(content.replace(/\\.|\$HOME\b/g, ''))) return true;
  if (/^\$HOME(\/|$)/.test(content)) return true;
  const fixed = content.replace(/\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|\$\w+|\$[?#!$-]/g, '');
  return fixed.length >= 2 && !content.startsWith('-');
}

/** Variables that every shell has. */
const KNOWN = new Set(
  (
    'HOME USER PATH PWD OLDPWD SHELL HOSTNAME RANDOM UID EUID PPID TMPDIR LOGNAME SECONDS LINENO ' +
    'BASH_VERSION BASHPID IFS SHLVL HISTFILE ? # ! $ -'
  ).split(' '),
);

/** Whether a variable, as written (`$USER`), is one of those every shell has. */
export function isKnownVariable(written: string): boolean {
  return KNOWN.has(written.slice(1));
}

/** A text without what stands in quotes or behind a backslash. */
export function withoutQuoted(text: string): string {
  return text.replace(/\\[\s\S]|'[^']*'|"(?:\\[\s\S]|[^"\\])*"/g, '');
}

function quotedParts(text: string): readonly string[] {
  return [...text.matchAll(/\\[\s\S]|'[^']*'|"((?:\\[\s\S]|[^"\\])*)"/g)].flatMap(
    ([, content]) => content ?? [],
  );
}
