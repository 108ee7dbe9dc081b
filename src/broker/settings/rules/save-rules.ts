import type { Behavior } from '../../../core/rules/offers.ts';
import { editSettingsFile, nextText, textOf, type IsUnsaved } from '../file/edit-file.ts';
import type { SettingsProblem } from '../problem.ts';
import { addRulesToText } from './rules-text.ts';

/** Rules to be written, as they stand in a settings file, word for word. */
export interface RulesToSave {
  readonly file: string;
  readonly behavior: Behavior;
  readonly rules: readonly string[];
  readonly isUnsaved: IsUnsaved;
}

/** What undoing a save needs. The first three are enough, after a restart say; `exact` adds the bytes. */
export interface RuleUndo {
  readonly file: string;
  readonly behavior: Behavior;
  /** The rules that were added; those that had been there before are not among them. */
  readonly rules: readonly string[];
  /** The whole file before and after, to restore it as long as nobody else has changed it. */
  readonly exact: {
    /** Null where there was no file. */
    readonly before: string | null;
    readonly after: string;
    readonly madeFolder: boolean;
  } | null;
}

/** What became of saving rules. */
export type RulesSaved =
  | { readonly kind: 'saved'; readonly undo: RuleUndo }
  | { readonly kind: 'already-there' }
  | SettingsProblem;

/** As any file in a project, by the person's umask. */
const newMode = 0o666;

/** Adds rules to a settings file by a minimal edit; makes the file and its `.claude` folder where missing. */
export async function saveRules({
  file,
  behavior,
  rules,
  isUnsaved,
}: RulesToSave): Promise<RulesSaved> {
  let added: readonly string[] = [];
  const result = await editSettingsFile({
    file,
    isUnsaved,
    newMode,
    next: (state) => {
      const adding = addRulesToText(textOf(state) ?? '', behavior, rules);
      added = adding.added;
      return nextText(adding.edited, file);
    },
  });
  if (result.kind === 'problem') return result;
  if (result.kind === 'same' || result.after === null) return { kind: 'already-there' };
  const { before, after, madeFolder } = result;
  return {
    kind: 'saved',
    undo: { file, behavior, rules: added, exact: { before, after, madeFolder } },
  };
}
