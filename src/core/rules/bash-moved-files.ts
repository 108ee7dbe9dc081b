import type { ShellWord } from '../shell/word.ts';
import { behindLetters, denied, found, type ArgumentFiles } from './bash-named-files.ts';
import { nonOptions, spelt } from './bash-operands.ts';

/** What `cp` copies and writes: where each word is a plain path, what is copied is only read (measured). */
export function copier(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  if (!args.every(({ value }) => value !== null && PLAIN_PATH.test(value))) return anyCopier(args);
  return [
    ...denied('edit', landing(args, null)),
    ...found('edit', args.slice(-1)),
    ...found('read', args.slice(0, -1)),
  ];
}

/** No option, and nothing hidden: that may be protected, and is asked about where it is copied, too (measured). */
const PLAIN_PATH = /^(?!-|\/\/|.*\/\.\w|\.\w)[\w./ -]+$/;

/**
 * The same, of a `cp` that is named by its path or has other words: what it copies counts as changed,
 * too. With any option it can't be told what goes where, but what is denied is (measured).
 */
export function anyCopier(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const isUnclear = args.some(({ text }) => text.startsWith('-'));
  const words = nonOptions(args);
  const folder = namedFolder(args);
  return [
    ...denied('edit', landing(args, folder)),
    ...(isUnclear
      ? [
          ...denied('edit', [...words, ...(folder === null ? [] : [folder.word])]),
          ...denied('read', folder === null ? nonOptions(args.slice(0, -1)) : words),
        ]
      : []),
    ...found('edit', args, isUnclear),
    ...found('read', args.slice(0, -1), isUnclear),
  ];
}

/** What is moved away is denied even where its path leads back through `..` (measured). */
export function mover(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  return [...denied('edit', nonOptions(args).slice(0, -1)), ...anyCopier(args)];
}

/** The folder that `-t` names, and the places of the words that name it. */
interface NamedFolder {
  readonly word: ShellWord;
  readonly places: readonly number[];
}

/** `-t folder`, `-rt folder`, `-tfolder`, `--target-directory=folder`, also shortened. */
function namedFolder(args: readonly ShellWord[]): NamedFolder | null {
  for (const [at, word] of args.entries()) {
    const [told] = /^(-[a-zA-Z]*?t|--t[a-z-]*(=|$))/.exec(spelt(word)) ?? [];
    if (told === undefined) continue;
    const next = args[at + 1];
    if (spelt(word).length > told.length || told.endsWith('='))
      return { word: behindLetters(word, told.length), places: [at] };
    return { word: next ?? word, places: [at, at + 1] };
  }
  return null;
}

/**
 * Where files lie in the end if the target is a folder: what may not be changed there is denied, unless
 * its path leads back through `..` (measured).
 */
function landing(args: readonly ShellWord[], folder: NamedFolder | null): readonly ShellWord[] {
  const words = nonOptions(args.filter((_, at) => folder?.places.includes(at) !== true));
  const target = folder?.word ?? words.at(-1);
  const sources = folder === null ? words.slice(0, -1) : words;
  if (target === undefined || leadsBack(spelt(target))) return [];
  return sources.flatMap(({ value, text }) => {
    const name = /[^/]+(?=\/*$)/.exec(value ?? (text.startsWith('~') ? text : ''))?.[0];
    if (name === undefined) return [];
    const within = (path: string) => `${path.replace(/\/+$/, '')}/${name}`;
    const path = target.value === null ? null : within(target.value);
    return [{ ...target, text: within(target.text), value: path }];
  });
}

/** Whether a path goes into a folder and out again: where that leads, a link may decide. */
export function leadsBack(path: string): boolean {
  return /[^./][^/]*\/\.\.(\/|$)/.test(path);
}
