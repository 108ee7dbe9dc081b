import type { ShellWord } from '../shell/word.ts';
import { SED_FLAG, SED_QUIET } from './bash-read-only-shapes.ts';

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

/**
 * The files among the arguments of a program. Named by a path, those that change files are seen all the
 * same, and of those that read only what can't be told for sure (measured).
 */
export function argumentFiles(name: string, args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const named = ARGUMENT_FILES.get(name);
  if (named !== undefined) return named(args);
  const file = name.replace(/^.*\//s, '');
  const files = SEEN_BY_PATH.has(file) ? (ARGUMENT_FILES.get(file)?.(args) ?? []) : [];
  return UNCLEAR_BY_PATH.has(file) ? files.filter(({ isUnclear }) => isUnclear) : files;
}

const UNCLEAR_BY_PATH: ReadonlySet<string> = new Set(['find', 'awk']);
const SEEN_BY_PATH: ReadonlySet<string> = new Set([
  ...['rm', 'rmdir', 'cp', 'mv', 'tee'],
  ...UNCLEAR_BY_PATH,
]);

/** The programs whose arguments Claude Code looks at as files (measured). */
const ARGUMENT_FILES: ReadonlyMap<string, Finder> = new Map([
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

/** Options that take the next word, of programs where that is no file; of all others it counts as one (measured). */
const VALUED: ReadonlyMap<string, string> = new Map([
  ['cut', 'dfbc'],
  ['paste', 'd'],
  ['column', 'sc'],
  ['fold', 'w'],
  ['fmt', 'w'],
  ['pr', 'l'],
  ['tac', 's'],
  ['expand', 't'],
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
  // A shell may make several words of a pattern; one that is no value of a test stands where a folder would.
  const isUnclear = args.some(
    ({ text, value, traits }, at) =>
      traits.has('glob') ||
      (/[*?[]/.test(value ?? text) && !/^-[a-z]/.test(args[at - 1]?.text ?? '')),
  );
  const words = [...folders, ...others];
  return found('read', isUnclear && words.length === 0 ? args : words, isUnclear);
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
      ({ text }) =>
        /^(["']?(\/|\.\.\/|~|\$HOME\b)|[\w/-]+\.[\w./-]+$)/.test(text) && !/\w\.\./.test(text),
    ),
  );
}

/**
 * Every use of sed counts as a change, unless it only prints lines by their numbers; what may not be
 * read is denied all the same. Beside a pattern, whatever else is named must not be denied for either,
 * and behind a long option that is the script, too (measured).
 */
function sedEditor(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const isGiven = args.some(({ text }) => /^(-[a-zA-Z]*[ef]|--expression|--file)/.test(text));
  const rest = operands(args, 'ef');
  const files = isGiven ? rest : rest.slice(1);
  const scripts = args.filter((_, at) => /^-f$/.test(args[at - 1]?.text ?? ''));
  const from = args.findIndex(({ text }) => !SED_FLAG.test(text));
  const isQuiet = args.slice(0, Math.max(from, 0)).some(({ text }) => SED_QUIET.test(text));
  const prints = isQuiet && /^((\d+(,\d+)?)?p;?)+$/.test(args[from]?.value ?? '');
  const named = [...scripts, ...files];
  const isUnclear = hasGlob(files);
  const isLong = args.some(({ text }) => text.startsWith('--in-place'));
  // An empty word is what `-i` takes.
  const operated = rest.filter(({ value }) => value !== '');
  const skipped = isGiven || isLong ? 0 : 1;
  const beside = isUnclear ? [...scripts, ...operated.slice(skipped)] : [];
  if (prints) {
    return [
      ...denied('read', beside),
      ...denied('edit', beside),
      ...found('read', named, isUnclear),
    ];
  }
  return [
    ...denied('read', [...named, ...beside]),
    ...denied('edit', beside),
    ...found('edit', named, isUnclear),
  ];
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
