import type { ShellWord } from '../../shell/word.ts';
import { pathIn, type Invocation } from '../command/invocation.ts';
import type { Effect } from '../effect.ts';
import type { FolderFacts } from '../folder-facts.ts';
import { writeEffect } from '../places/file-effects.ts';

/** What writing the file that an argument names does. */
export function written(word: ShellWord, call: Invocation, facts: FolderFacts): Effect {
  return writeEffect({ path: pathIn(word, call.cwd), text: word.text, cwd: call.cwd }, facts);
}

/** The same of a path that is only text in an option. */
export function writtenText(path: string, call: Invocation, facts: FolderFacts): Effect {
  const known = /[$`]/.test(path) ? null : path;
  return writeEffect({ path: known, text: path, cwd: call.cwd }, facts);
}
