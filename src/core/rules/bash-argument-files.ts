import type { ShellWord } from '../shell/word.ts';
import { KNOWN_OPTIONS } from './bash-known-options.ts';
import { anyCopier, copier, mover } from './bash-moved-files.ts';
import { denied, found, type ArgumentFiles, type Finder } from './bash-named-files.ts';
import { behindKnown, nonOptions, partOptions } from './bash-operands.ts';
import { awkReader, grepReader, jqReader, rgReader, trReader } from './bash-pattern-files.ts';
import { sedEditor } from './bash-sed-files.ts';

/**
 * The files among the arguments of a program. Named by a path, those that change files are seen all the
 * same, and of those that read only what can't be told for sure (measured).
 */
export function argumentFiles(name: string, args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const named = ARGUMENT_FILES.get(name);
  if (named !== undefined) return named(args);
  const file = name.replace(/^.*\//s, '');
  if (file === 'cp') return anyCopier(args);
  const files = SEEN_BY_PATH.has(file) ? (ARGUMENT_FILES.get(file)?.(args) ?? []) : [];
  return UNCLEAR_BY_PATH.has(file) ? files.filter(({ isUnclear }) => isUnclear) : files;
}

const UNCLEAR_BY_PATH: ReadonlySet<string> = new Set(['find', 'awk']);
const SEEN_BY_PATH: ReadonlySet<string> = new Set([
  ...['rm', 'rmdir', 'mv', 'tee'],
  ...UNCLEAR_BY_PATH,
]);

/** The programs whose arguments Claude Code looks at as files (measured). */
const ARGUMENT_FILES: ReadonlyMap<string, Finder> = new Map([
  ...readers(
    'cat head tail ls stat file base64 od nl comm cmp strings hexdump sha256sum sha1sum md5sum wc ' +
      'fold diff uniq column paste cut sort cd tac rev expand unexpand fmt pr numfmt tsort',
  ),
  ['grep', grepReader],
  ['egrep', grepReader],
  ['fgrep', grepReader],
  ['rg', rgReader],
  ['jq', jqReader],
  ...['awk', 'gawk', 'mawk', 'nawk'].map((name): readonly [string, Finder] => [name, awkReader]),
  ['tr', trReader],
  ['find', findReader],
  ['git', gitReader],
  ['sed', sedEditor],
  ['cp', copier],
  ['mv', mover],
  ...['rm', 'mkdir', 'touch', 'rmdir', 'tee'].map((name): readonly [string, Finder] => [
    name,
    (args) => found('edit', nonOptions(args)),
  ]),
]);

/** Programs that read all files they are given, whatever else they are told. */
function readers(names: string): readonly (readonly [string, Finder])[] {
  return names.split(' ').map((name) => {
    const known = KNOWN_OPTIONS.get(name);
    const words = (args: readonly ShellWord[]) =>
      known === undefined ? nonOptions(args) : behindKnown(args, known);
    return [name, (args) => found('read', words(args))] as const;
  });
}

function findReader(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const starts = args.findIndex(({ text }) => /^(-(?!([LPH]|-)$)|[(!\\])/.test(text));
  const folders = (starts === -1 ? args : args.slice(0, starts)).filter(
    ({ text }) => !text.startsWith('-'),
  );
  const others = args.filter((_, at) =>
    /^-((a|c)?newer|newer\w\w|samefile|i?path|i?wholename|i?lname|files0-from)$/.test(
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
  const named = found('read', isUnclear && words.length === 0 ? args : words, isUnclear);
  return isUnclear ? [...denied('read', words), ...named] : named;
}

const GIT_OPTIONS = {
  letters: 'Cc',
  names: 'git-dir work-tree namespace attr-source config-env super-prefix',
} as const;

/** Of git, only what is compared or searched. */
function gitReader(all: readonly ShellWord[]): readonly ArgumentFiles[] {
  const { operands } = partOptions(all, GIT_OPTIONS);
  const [verb, ...args] = operands;
  const isPlain = operands.length === all.length;
  if (verb?.text === 'grep') return isPlain ? grepReader(args) : denied('read', nonOptions(all));
  if (verb?.text !== 'diff') return [];
  const words = nonOptions(args);
  if (!isPlain) return denied('read', words);
  // A revision and a file can't be told apart: what looks like a path is taken for one, and denied is any.
  return [
    ...denied('read', words),
    ...found(
      'read',
      words.filter(
        ({ text }) =>
          /^(["']?(\/|\.\.\/|~|\$HOME\b)|[\w/-]+\.[\w./-]+$)/.test(text) && !/\w\.\./.test(text),
      ),
    ),
  ];
}
