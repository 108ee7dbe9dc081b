/** Whether a script starts itself over and over, more and more of it: `:(){ :|:& };:`. */
export function multiplies(script: string): boolean {
  const own = withoutTexts(script);
  return MULTIPLIES.some((pattern) => pattern.test(own));
}

/** Whether a script starts programs without end: in the background of a loop, or by a function that starts itself. */
export function neverEnds(script: string): boolean {
  const own = withoutTexts(script);
  return ENDLESS.test(own) || startsItself(own);
}

/** What stands in quotes, or below, is told to a program; where that runs it, it is a script of its own. */
function withoutTexts(script: string): string {
  const own = script.includes('<<') ? script.replace(BELOW, '$1') : script;
  return /["']/.test(own) ? own.replace(/'[^']*'|"(?:[^"\\]|\\[^])*"/g, "''") : own;
}

/** A text below a command, up to the word that ends it. */
const BELOW = /(<<-?\s{0,9}(["']?)(\w{1,40})\2[^\n]*)\n[^]*?\n\t*\3(?=\n|$)/g;

/** A function that starts itself, by a pipe or behind its own back: `:(){ :|:& };:`. */
const MULTIPLIES = [
  /(?<![\w:.-])([\w:.-]+)\s*\(\s*\)\s*\{([^}]*[\s;{&|])?\1\s*[&|]/,
  /\bfunction\s+([\w:.-]+)\s*\{([^}]*[\s;{&|])?\1\s*[&|]/,
];

/** A loop that never ends, with something in it that it does not wait for. */
const ENDLESS =
  /\b(while\s+(true|:)|until\s+false|for\s*\(\(\s*;\s*;\s*\)\))\s*[;\n]\s*do\b[^]*[^&>|]&\s*(;|\n|done)/;

/** A function that does nothing but start itself again, and is started: `f() { date; f; }; f`. */
function startsItself(line: string): boolean {
  const functions = line.includes('{') ? [...line.matchAll(PLAIN_FUNCTION)] : [];
  if (functions.length === 0) return false;
  const started = programsIn(line.replace(PLAIN_FUNCTION, ''));
  return functions.some(
    ([, name = '', body = '']) =>
      started.has(name) && !MAY_END.test(body) && programsIn(body).has(name),
  );
}

/** The first words of all commands, as far as they show. */
function programsIn(text: string): ReadonlySet<string> {
  return new Set(text.split(/[;&|\n]/).map((part) => part.trim().split(/\s/, 1)[0] ?? ''));
}

const PLAIN_FUNCTION = /(?<![\w:.-])([\w:.-]+)\s*\(\s*\)\s*\{([^{}]*)\}/g;
const MAY_END = /\b(if|case|for|while|until|select|return|exit|shift)\b|&&|\|\||\[/;
