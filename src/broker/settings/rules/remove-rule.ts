import type { RuleRef } from '../../../core/rules/rules-view.ts';
import { editSettingsFile, nextText, textOf, type IsUnsaved } from '../file/edit-file.ts';
import type { SettingsProblem } from '../problem.ts';
import { addRulesToText, removeRulesFromText } from './rules-text.ts';

/** What putting a removed rule back needs. */
export interface RemovedRule extends RuleRef {
  /** The whole file before and after, to restore it as long as nobody else has changed it. */
  readonly before: string;
  readonly after: string;
}

/** What became of removing a rule. */
export type RuleRemoved =
  | { readonly kind: 'removed'; readonly removed: RemovedRule }
  /** It was no longer there. */
  | { readonly kind: 'already-gone' }
  | SettingsProblem;

/** Takes a rule out of its settings file by a minimal edit, however often it stands in its list. */
export async function removeRule(
  { file, behavior, text }: RuleRef,
  isUnsaved: IsUnsaved,
): Promise<RuleRemoved> {
  const result = await editSettingsFile({
    file,
    isUnsaved,
    newMode,
    next: (state) => {
      const before = textOf(state);
      if (before === null) return { kind: 'same' };
      return nextText(removeRulesFromText(before, behavior, [text]), file);
    },
  });
  if (result.kind === 'problem') return result;
  if (result.kind === 'same' || result.before === null || result.after === null) {
    return { kind: 'already-gone' };
  }
  const { before, after } = result;
  return { kind: 'removed', removed: { file, behavior, text, before, after } };
}

/** What became of putting a rule back. */
export type RuleRestored =
  { readonly kind: 'restored' } | { readonly kind: 'already-there' } | SettingsProblem;

/**
 * Puts a removed rule back: while the file is byte for byte as we left it, it becomes what it was.
 * Otherwise the rule goes to the end of its list, and what others changed stays.
 */
export async function restoreRule(
  { file, behavior, text, before, after }: RemovedRule,
  isUnsaved: IsUnsaved,
): Promise<RuleRestored> {
  const result = await editSettingsFile({
    file,
    isUnsaved,
    newMode,
    next: (state) => {
      const now = textOf(state);
      if (now === after) return { kind: 'text', text: before };
      return nextText(addRulesToText(now ?? '', behavior, [text]).edited, file);
    },
  });
  if (result.kind === 'problem') return result;
  return { kind: result.kind === 'same' ? 'already-there' : 'restored' };
}

/** As any file in a project, by the person's umask. */
const newMode = 0o666;
