import type { ShellWord } from '../shell/word.ts';
import {
  behindLetters,
  denied,
  found,
  hasGlob,
  type ArgumentFiles,
  type Finder,
} from './bash-named-files.ts';
import { isOption, partOptions, spelt, type ValuedOptions } from './bash-operands.ts';

/** A program whose first word is no file, unless an option in front of it gives it. */
interface PatternProgram extends ValuedOptions {
  /** Whether an option gives the pattern. */
  readonly gives: RegExp;
  /** The next word is a file to read. */
  readonly takesFile: RegExp;
  /** Whether a file may be written to its letter: `-fpatterns`. */
  readonly fileNames: string;
}

const GREP: PatternProgram = {
  letters: 'efABCm',
  names:
    'regexp file include exclude exclude-dir exclude-from max-count context after-context before-context',
  gives: /^(-[ef]|--(regexp|file)(=|$))/,
  takesFile: /^(-\w*f|--(file|exclude-from))$/,
  fileNames: 'file exclude-from',
};

const RG: PatternProgram = {
  letters: 'efABCmgtTr',
  names:
    'regexp file type type-not glob ignore-file max-count max-depth context after-context before-context replace',
  gives: GREP.gives,
  takesFile: /^(-\w*f|--(file|ignore-file))$/,
  fileNames: 'file ignore-file',
};

const AWK: PatternProgram = {
  letters: 'FvefE',
  names: 'assign field-separator file exec',
  gives: /^(-[efE]|--(file|exec)(=.*)?)$/s,
  takesFile: /^(-[fE]|--(file|exec))$/,
  fileNames: 'file exec',
};

export const grepReader = patternReader(GREP);
export const rgReader = patternReader(RG);

const awkFiles = patternReader(AWK);

/** A shell may make several words of a pattern, and of what stands beside it; what is denied is, all the same (measured). */
export function awkReader(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const files = awkFiles(args);
  if (!hasGlob(args)) return files;
  return files.flatMap(({ words }) => [...denied('read', words), ...found('read', words, true)]);
}

function patternReader(program: PatternProgram): Finder {
  const attached = program.fileNames.split(' ').map((name) => `--${name}=`);
  const filesOf = (word: ShellWord, before: ShellWord | undefined): readonly ShellWord[] => {
    const text = spelt(word);
    if (before !== undefined && program.takesFile.test(spelt(before))) return [word];
    const name = text.startsWith('--')
      ? attached.find((one) => text.startsWith(one))
      : /^-f./s.exec(text) && '-f';
    return name === undefined || name === null ? [] : [behindLetters(word, name.length)];
  };
  return (args) => {
    const files = args.flatMap((word, at) => filesOf(word, args[at - 1]));
    const { options, operands } = partOptions(args, program);
    const isGiven = options.some((option) => program.gives.test(option));
    return found('read', [...files, ...(isGiven ? operands : operands.slice(1))]);
  };
}

/** Of `jq` options count wherever they stand; `--args` takes a word, too (measured). */
export function jqReader(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const files: ShellWord[] = [];
  let hasFilter = false;
  const operand = (word: ShellWord): void => {
    if (hasFilter) files.push(word);
    hasFilter = true;
  };
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at];
    if (word === undefined) break;
    const text = spelt(word);
    if (text === '--') {
      args.slice(at + 1).forEach(operand);
      break;
    }
    if (text === '-') continue;
    if (!isOption(word)) operand(word);
    else if (/^(-f|--from-file)$/.test(text)) {
      hasFilter = true;
      files.push(...args.slice(at + 1, at + 2));
      at += 1;
    } else if (text.startsWith('--from-file=')) {
      hasFilter = true;
      files.push(behindLetters(word, '--from-file='.length));
    } else if (/^--(slurpfile|rawfile)$/.test(text)) {
      files.push(...args.slice(at + 2, at + 3));
      at += 2;
    } else if (JQ_VALUED.test(text)) at += 1;
  }
  return found('read', files);
}

const JQ_VALUED = /^(-[eL]|--(library-path|arg|argjson|args|jsonargs|indent|tab))$/;

/** `tr` reads no file: what stands behind its sets counts as one all the same (measured). */
export function trReader(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const deletes = args.some((word) => /^-.*d/s.test(spelt(word)));
  const { operands } = partOptions(args, { letters: '', names: '' });
  return found('read', operands.slice(deletes ? 1 : 2));
}
