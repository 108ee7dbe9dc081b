import type { Analysed, Loop } from '../../shell/analysis.ts';
import type { SimpleCommand } from '../../shell/simple-command.ts';
import type { ShellWord } from '../../shell/word.ts';

/** So many values of a name are looked at, and so many commands with such names. */
const MOST = 8;

/** So much is looked at once more altogether, in UTF-16 units. */
const LONGEST = 20_000;

/**
 * The commands of a line that use names which the line itself gives a value (`X=~/.ssh/id_rsa; cat "$X"`,
 * `for f in .env; do …`), once for each value, with that in the name’s place. It is what they may do as
 * well: a name may get another value in between, so the commands as they stand count, too.
 */
export function withMadeValues({
  commands,
  loops,
}: Pick<Analysed, 'commands' | 'loops'>): readonly string[] {
  if (!commands.some(({ written }) => written.includes('$'))) return [];
  const values = new Map<string, readonly string[]>();
  const give = (name: string, value: string | null): void => {
    if (value === null) return;
    const given = put(value, (known) => values.get(known)?.at(-1));
    if (PLAIN.test(given)) values.set(name, [...(values.get(name) ?? []), given].slice(-MOST));
  };
  for (const { name, words } of loops) for (const word of words) give(name, valueOf(word));
  for (const command of commands) {
    for (const [name, value] of assigned(command)) give(name, value);
  }
  if (values.size === 0) return [];
  let room = LONGEST;
  return commands
    .filter(({ written }) => namesIn(written).some((name) => values.has(name)))
    .slice(0, MOST)
    .flatMap(({ written }) => variants(written, values))
    .filter(({ length }) => {
      room -= length;
      return room + length > 0;
    });
}

/** What each `for` goes through in a line that can’t be taken apart, as far as it shows. */
export function roughLoops(line: string): readonly Loop[] {
  return [...line.matchAll(/\bfor\s{1,9}(\w{1,40})\s{1,9}in\s([^;\n]{0,2000})/g)].map(
    ([, name = '', words = '']) => ({
      name,
      words: words
        .split(/\s+/)
        .filter((text) => text !== '')
        .map((text) => ({ text, value: text, traits: new Set(), variables: [] })),
    }),
  );
}

/** Neither computed nor anything to a shell, beside a pattern or a home folder. */
const PLAIN = /^(\$HOME|\$\{HOME\}|\$PWD)?[\w@%+=:,./~*?{}[\] -]*$/;

const NAME = /\$(?:\{(\w+)\}|(\w+))/g;

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(NAME)].map(([, braced, plain]) => braced ?? plain ?? '');
}

/** A text with each of the values in the place of each name, in every combination up to a limit. */
function variants(text: string, values: ReadonlyMap<string, readonly string[]>): readonly string[] {
  let found: readonly ReadonlyMap<string, string>[] = [new Map()];
  for (const name of new Set(namesIn(text))) {
    const own = values.get(name);
    if (own === undefined) continue;
    found = found
      .flatMap((chosen) => own.map((value) => new Map([...chosen, [name, value]])))
      .slice(0, MOST * MOST);
  }
  return found.map((chosen) => put(text, (name) => chosen.get(name)));
}

/** A text with what names stand for in their place, where that is known. */
function put(text: string, valueOfName: (name: string) => string | undefined): string {
  return text.replace(
    NAME,
    (whole, braced?: string, plain?: string) => valueOfName(braced ?? plain ?? '') ?? whole,
  );
}

function assigned({
  assignments,
  words: [program, ...words],
}: SimpleCommand): readonly (readonly [string, string | null])[] {
  const own = assignments.map(
    ({ name, value }) => [name, value === null ? null : valueOf(value)] as const,
  );
  // What is only roughly read holds them among the words.
  const [, rough, value] = /^([A-Za-z_]\w*)=["']?(.*?)["']?$/s.exec(program?.text ?? '') ?? [];
  if (rough !== undefined && value !== undefined) return [...own, [rough, value]];
  if (!SETTERS.has(program?.value ?? '')) return own;
  const set = words.flatMap((word) => {
    const [, name, given] = /^(\w+)=["']?(.*?)["']?$/s.exec(valueOf(word) ?? '') ?? [];
    return name === undefined || given === undefined ? [] : [[name, given] as const];
  });
  return [...own, ...set];
}

const SETTERS: ReadonlySet<string> = new Set(['export', 'local', 'declare', 'readonly', 'typeset']);

/** What a word says, a home folder, a pattern and other names as they are written. */
function valueOf({ value, text, traits }: ShellWord): string | null {
  if (value !== null) return value;
  const isKnown = [...traits].every(
    (trait) => trait === 'tilde' || trait === 'glob' || trait === 'variable',
  );
  return isKnown ? text.replace(/^"(.*)"$/s, '$1') : null;
}
