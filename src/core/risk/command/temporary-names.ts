/**
 * A line of shell with a temporary file in the place of each name that `mktemp` gives one to
 * (`t=$(mktemp); … ; rm "$t"`), where nothing else can change what the name stands for. Only whole words
 * are put in: should `mktemp` fail, `"$t"` is nothing, but `"$t"/*` would be all there is.
 */
export function withTemporaryNames(script: string): string {
  if (!script.includes('mktemp') || CHANGES_NAMES.test(script)) return script;
  let line = script;
  for (const [, name = ''] of script.matchAll(MADE)) {
    if (!isOwnName(name) || mentions(script, name) !== 1) continue;
    for (const [mark, written] of WRITTEN) {
      const use = written(name).replace(/[${}]/g, '\\$&');
      line = line.replace(
        new RegExp(`(?<=\\s)${use}(?=[\\s;&|)]|'\\s|'?$)`, 'g'),
        `${PLACE}${mark}.${name}`,
      );
    }
  }
  return line;
}

/** A text about such a line, with the names as they were written. */
export function asNamed(text: string): string {
  if (!text.includes(PLACE)) return text;
  return text.replace(
    PLACED,
    (whole, mark: string, name: string) => WRITTEN.get(mark)?.(name) ?? whole,
  );
}

/** How a name may be written where its value is one word. */
const WRITTEN: ReadonlyMap<string, (name: string) => string> = new Map([
  ['a', (name) => `"$${name}"`],
  ['b', (name) => `"\${${name}}"`],
  ['c', (name) => `$${name}`],
  ['d', (name) => `\${${name}}`],
]);

/** A character that does not show: a line that has one of its own is never low. */
const PLACE = '/tmp/\ue000';
const PLACED = /\/tmp\/\ue000([a-d])\.(\w+)/g;

/** At the beginning of a command, with options that leave the place to `mktemp`. */
const MADE =
  /(?:^|[;&\n]\s*|\b(?:local|readonly|export|declare)\s+)(\w{1,40})="?\$\(mktemp((?:\s+(?:-[dqt]+|--directory|--quiet|--suffix=[\w.-]+|(?:\/tmp\/)?[\w.-]{0,60}X{3,20}[\w.-]{0,40}))*)\s*\)"?(?=\s*(?:;|&&|\n|\|\||$))/g;

/** With these a name may stand for something else than it was given. */
const CHANGES_NAMES =
  /\b(eval|source|read|mapfile|readarray|getopts|typeset|printf\s+-v|(declare|local|export)\s+-)|(^|[\s;&|(])\.\s/;

/** What programs are told by variables in capitals may be set from outside, should the line not get there. */
function isOwnName(name: string): boolean {
  return /[a-z]/.test(name) || /^(TMP|TEMP)_?(FILE|OUT)\w*$/.test(name);
}

/** How often a name stands for itself, and not for its value. */
function mentions(script: string, name: string): number {
  return script.match(new RegExp(`(?<![\\w$-]|\\$\\{)${name}(?!\\w)`, 'g'))?.length ?? 0;
}
