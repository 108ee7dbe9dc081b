import type { ShellWord } from '../shell/word.ts';
import { denied, found, hasGlob, type ArgumentFiles } from './bash-named-files.ts';
import { partOptions } from './bash-operands.ts';
import { SED_FLAG, SED_QUIET } from './bash-read-only-shapes.ts';

/**
 * Every use of sed counts as a change, unless it only prints lines by their numbers; what may not be
 * read is denied all the same. Beside a pattern, whatever else is named must not be denied for either,
 * and behind `--in-place` that is the script, too (measured).
 */
export function sedEditor(args: readonly ShellWord[]): readonly ArgumentFiles[] {
  const { isGiven, operands } = sedOperands(args);
  const files = isGiven ? operands : operands.slice(1);
  const scripts = args.filter((_, at) => /^-f$/.test(args[at - 1]?.text ?? ''));
  const from = args.findIndex(({ text }) => !SED_FLAG.test(text));
  const isQuiet = args.slice(0, Math.max(from, 0)).some(({ text }) => SED_QUIET.test(text));
  const prints = isQuiet && /^((\d+(,\d+)?)?p;?)+$/.test(args[from]?.value ?? '');
  const named = [...scripts, ...files];
  const isUnclear = hasGlob(files);
  const isLong = args.some(({ text }) => text.startsWith('--in-place'));
  const skipped = isGiven || isLong ? 0 : 1;
  const beside = isUnclear ? [...scripts, ...operands.slice(skipped)] : [];
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

/**
 * The script and the files, and whether an option gives the script: each that holds an `e` or an `f`
 * counts as one that does, also `--quiet` (measured). An empty word is what `-i` takes.
 */
function sedOperands(args: readonly ShellWord[]): {
  readonly isGiven: boolean;
  readonly operands: readonly ShellWord[];
} {
  const parted = partOptions(args, { letters: 'ef', names: 'expression' });
  return {
    isGiven: parted.options.some((option) => /[ef]/.test(option)),
    operands: parted.operands.filter(({ value }) => value !== ''),
  };
}
