import { dirname } from 'node:path';
import {
  editSettingsFile,
  nextText,
  textOf,
  type IsUnsaved,
  type NextText,
} from '../file/edit-file.ts';
import { removeIfEmpty } from '../file/write.ts';
import type { SettingsProblem } from '../problem.ts';
import { removeRulesFromText } from './rules-text.ts';
import type { RuleUndo } from './save-rules.ts';

/** What became of an undo. */
export type RulesUndone =
  | { readonly kind: 'undone' }
  /** The rules were no longer there. */
  | { readonly kind: 'already-gone' }
  | SettingsProblem;

/**
 * Takes saved rules out again. While the file is byte for byte as we left it, it becomes what it
 * was (or goes, with the folder we made for it, if that is empty). Otherwise only the rules go,
 * and what others changed stays.
 */
export async function undoRules(undo: RuleUndo, isUnsaved: IsUnsaved): Promise<RulesUndone> {
  const { file, exact } = undo;
  const result = await editSettingsFile({
    file,
    isUnsaved,
    newMode: 0o666,
    next: (state) => textWithout(textOf(state), undo),
  });
  if (result.kind === 'problem') return result;
  if (result.kind === 'same') return { kind: 'already-gone' };
  if (result.after === null && exact?.madeFolder === true) await removeIfEmpty(dirname(file));
  return { kind: 'undone' };
}

function textWithout(text: string | null, { file, behavior, rules, exact }: RuleUndo): NextText {
  if (text === null) return { kind: 'same' };
  if (text === exact?.after) return { kind: 'text', text: exact.before };
  return nextText(removeRulesFromText(text, behavior, rules), file);
}
