import type { SimpleCommand } from '../shell/simple-command.ts';
import type { ShellWord } from '../shell/word.ts';
import { programPlaces } from './bash-spellings.ts';
import { isReadOnlyGit } from './bash-read-only-git.ts';
import { nameOf } from './bash-words.ts';

/** Whether a simple command only reads, by Claude Code's built-in list (documented; measured in detail). */
export function isReadOnly(command: SimpleCommand): boolean {
  if (command.words.length === 0) return command.assignments.length > 0;
  if (command.assignments.length > 0) return false;
  return programPlaces(command).some((at) => isReadOnlyCall(command.words.slice(at)));
}

function isReadOnlyCall([program, ...args]: readonly ShellWord[]): boolean {
  const name = nameOf(program);
  if (name === null) return false;
  if (args.some(({ traits }) => traits.has('variable') || traits.has('arithmetic'))) {
    return name === 'echo' && args.every(isHarmlessText);
  }
  const texts = args.map(({ text }) => text);
  if (name === 'git') return isReadOnlyGit(texts);
  if (ANY_WITH_GLOB.has(name)) return true;
  if (args.some(({ traits }) => traits.has('glob'))) return false;
  if (ANY.has(name)) return true;
  const flags = FLAGS.get(name);
  if (flags === undefined) return false;
  return texts.every((text) => !text.startsWith('-') || flags.test(text));
}

function isHarmlessText(word: ShellWord): boolean {
  return !word.traits.has('substitution') && !word.traits.has('process');
}

/** Read-only whatever their arguments. */
const ANY_WITH_GLOB = setOf(
  'ls cat echo head tail wc diff stat du df cut tr nl tac rev column cmp basename dirname realpath readlink strings od hexdump',
);

/** The same, but for names that the shell would look up. */
const ANY = setOf(
  'type paste fold expand unexpand comm fmt pr numfmt expr seq tsort cal uptime free nproc uname id groups locale true false sleep cd pwd',
);

/** Read-only with these flags only. */
const FLAGS: ReadonlyMap<string, RegExp> = new Map([
  ['grep', /^-[A-Za-z0-9]+$|^--(include|exclude|color|count|version|help)\b/],
  ['rg', /^-[a-zA-Z0-9]+$/],
  ['file', /^-[bhiL]$|^--(help|version|mime)$/],
  ['sort', /^-[a-zA-Z]+$/],
  ['uniq', /^-[cdiu]$/],
  ['whoami', /^$/],
]);

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
