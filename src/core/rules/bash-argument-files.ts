import type { ShellWord } from '../shell/word.ts';

/** The arguments of a program that name files. */
export interface ArgumentFiles {
  readonly kind: 'read' | 'edit';
  readonly words: readonly ShellWord[];
  /** Whether the other arguments make it unclear which files they are. */
  readonly isUnclear: boolean;
  /** Whether they matter to rules to deny alone, which take each path as it is written. */
  readonly isOnlyDenied: boolean;
}

/** Which arguments of a program name files. */
type Finder = (args: readonly ShellWord[]) => readonly ArgumentFiles[];

/** The programs whose arguments Claude Code looks at as files (measured). */
export const ARGUMENT_FILES: ReadonlyMap<string, Finder> = new Map([
  ...readers(
    'cat head tail ls stat file base64 od nl comm cmp strings hexdump sha256sum sha1sum md5sum wc ' +
      'fold diff uniq column paste cut sort cd tac rev expand unexpand fmt pr numfmt tsort',
  ),
  ['grep', patternReader('fABCmdD')],
  ['egrep', patternReader('fABCmdD')],
  ['fgrep', patternReader('fABCmdD')],
  ['rg', patternReader('fABCmgtT')],
  ['jq', patternReader('')],
  ['awk', awkReader],
  ['tr', (args) => found('read', operands(args, '').slice(2))],
  ['find', findReader],
  ['git', gitReader],
  ['sed', sedEditor],
  ['cp', copier],
  ['mv', mover],
  ...['rm', 'mkdir', 'touch', 'rmdir', 'tee'].map((name): readonly [string, Finder] => [
    name,
    (args) => found('edit', operands(args, '')),
  ]),
]);

function found(
  kind: 'read' | 'edit',
  words: readonly ShellWord[],
  isUnclear = false,
): readonly ArgumentFiles[] {
  return [{ kind, words, isUnclear, isOnlyDenied: false }];
}

/** Programs that read all files they are given, whatever else they are told. */
function readers(names: string): readonly (readonly [string, Finder])[] {
  return names
    .split(' ')
    .map(
      (name) => [name, (args) => found('read', operands(args, VALUED.get(name) ?? ''))] as const,
    );
}

/** Options that take the next word, of programs where that is no file. */
const VALUED: ReadonlyMap<string, string> = new Map([
  ['head', 'nc'],
  ['tail', 'nc'],
  ['cut', 'dfbc'],
  ['sort', 'kt'],
  ['paste', 'd'],
  ['column', 'sc'],
  ['stat', 'c'],
  ['base64', 'w'],
  ['od', 'At'],
  ['nl', 'b'],
  ['fold', 'w'],
  ['strings', 'n'],
  ['uniq', 'fsw'],
]);

/** The words that are no options and no value of one. */
function operands(args: readonly ShellWord[], valued: string): readonly ShellWord[] {
  const words: ShellWord[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (word === undefined) break;
    if (word.text === '--') return [...words, ...args.slice(at + 1)];
    if (!word.text.startsWith('-') || word.text === '-') words.push(word);
    else if (valued !== '' && new RegExp(`^-\\w*[${valued}]$`).test(word.text)) at += 1;
  }
  return words;
}

/** Programs whose first word is no file, unless an option gives it; the value of `-f` is one. */
function patternReader(valued: string): Finder {
  return (args) => {
    const files = args.filter(
      ({ text }, at) =>
        /^-\w*f$|^--file$/.test(args[at - 1]?.text ?? '') || text.startsWith('--file='),
    );
    const named = args.some(({ text }) => /^-[A-Za-z]*[ef]/.test(text) || text === '--regexp');
    const rest = operands(dropArgs(args), `e${valued}`);
    return found('read', [...files, ...(named ? rest : rest.slice(1))]);
  };
}

/** `--arg name value` of jq: neither is a file. */
function dropArgs(args: readonly ShellWord[]): readonly ShellWord[] {
  const at = args.findIndex(({ text }) => text === '--arg' || text === '--argjson');
  return at === -1 ? args : dropArgs([...args.slice(0, at), ...args.slice(at + 3)]);
}

function hasGlob(args: readonly ShellWord[]): boolean {
  return args.some(({ traits }) => traits.has('glob'));
}

function awkReader(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  return patternReader('Fv')(args).map((files) => ({ ...files, isUnclear: hasGlob(args) }));
}

function findReader(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const starts = args.findIndex(({ text }) => /^(-(?![LPH]$)|[(!\\])/.test(text));
  const folders = (starts === -1 ? args : args.slice(0, starts)).filter(
    ({ text }) => !text.startsWith('-'),
  );
  const others = args.filter((_, at) =>
    /^-((a|c)?newer|newer\w\w|samefile|i?path|i?wholename|files0-from)$/.test(
      args[at - 1]?.text ?? '',
    ),
  );
  // A pattern that is no value of a test stands where a folder would.
  const isUnclear = args.some(
    ({ text, value }, at) =>
      /[*?[]/.test(value ?? text) && !/^-[a-z]/.test(args[at - 1]?.text ?? ''),
  );
  return found('read', [...folders, ...others], isUnclear);
}

/** Of git, only what is compared or searched, and plainly outside. */
function gitReader([verb, ...args]: readonly ShellWord[]): readonly ArgumentFiles[] {
  const words = operands(args, '');
  if (verb?.text === 'grep') return found('read', words.slice(1));
  if (verb?.text !== 'diff') return found('read', []);
  // A revision and a file can't be told apart: what looks like a path is taken for one.
  return found(
    'read',
    words.filter(
      ({ text }) => /^(["']?(\/|\.\.\/|~)|[\w/-]+\.[\w./-]+$)/.test(text) && !/\w\.\./.test(text),
    ),
  );
}

/**
 * Every use of sed counts as a change, unless it only prints lines by their numbers; what may not be
 * read is denied all the same (measured).
 */
function sedEditor(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const isGiven = args.some(({ text }) => /^(-[a-zA-Z]*[ef]|--expression|--file)/.test(text));
  const rest = operands(args, 'ef');
  const files = isGiven ? rest : rest.slice(1);
  const scripts = args.filter((_, at) => /^-f$/.test(args[at - 1]?.text ?? ''));
  const prints = args[0]?.text === '-n' && /^((\d+(,\d+)?)?p;?)+$/.test(args[1]?.value ?? '');
  const named = [...scripts, ...files];
  if (prints) return found('read', named, hasGlob(files));
  return [...denied('read', named), ...found('edit', named, hasGlob(files))];
}

/** With any option it can't be told what goes where, but what is denied is (measured). What is copied is read, too. */
function copier(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const isUnclear = args.some(({ text }) => text.startsWith('-'));
  return [
    ...denied('edit', landing(args)),
    ...(isUnclear ? denied('edit', operands(args, '')) : []),
    ...found('edit', args, isUnclear),
    ...found('read', args.slice(0, -1), isUnclear),
  ];
}

/**
 * Where files lie in the end if the target is a folder: what may not be changed there is denied, unless
 * its path leads back through `..` (measured).
 */
function landing(args: readonly ShellWord[]): readonly ShellWord[] {
  const at = args.findIndex(({ text }) => /^(-t|--target-directory)$/.test(text));
  const words = operands(
    args.filter((_, place) => at === -1 || (place !== at && place !== at + 1)),
    '',
  );
  const target = at === -1 ? words.at(-1) : args[at + 1];
  const sources = at === -1 ? words.slice(0, -1) : words;
  if (target === undefined || leadsBack(target.value ?? target.text)) return [];
  return sources.flatMap(({ value, text }) => {
    const name = /[^/]+(?=\/*$)/.exec(value ?? (text.startsWith('~') ? text : ''))?.[0];
    if (name === undefined) return [];
    const within = (folder: string) => `${folder.replace(/\/+$/, '')}/${name}`;
    const path = target.value === null ? null : within(target.value);
    return [{ ...target, text: within(target.text), value: path }];
  });
}

/** What is moved away is denied even where its path leads back through `..` (measured). */
function mover(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  return [...denied('edit', operands(args, '').slice(0, -1)), ...copier(args)];
}

function denied(
  kind: ArgumentFiles['kind'],
  words: readonly ShellWord[],
): readonly ArgumentFiles[] {
  return [{ kind, words, isUnclear: false, isOnlyDenied: true }];
}

/** Whether a path goes into a folder and out again: where that leads, a link may decide. */
export function leadsBack(path: string): boolean {
  return /[^./][^/]*\/\.\.(\/|$)/.test(path);
}
