import { editSettingsFile, textOf, type IsUnsaved } from '../file/edit-file.ts';
import { settingsProblem, type SettingsProblem } from '../problem.ts';
import type { SettingsProposal } from './propose.ts';

/** Only the user: a file made for our hook holds its token. */
const newMode = 0o600;

/**
 * Makes a proposed change exactly as it was shown.
 * @returns `changed-meanwhile` as a problem where the file is no longer as it was shown.
 */
export async function applyProposal(
  { file, before, after }: SettingsProposal,
  isUnsaved: IsUnsaved,
): Promise<{ readonly kind: 'applied' } | SettingsProblem> {
  const result = await editSettingsFile({
    file,
    isUnsaved,
    newMode,
    next: (state) =>
      textOf(state) === before
        ? { kind: 'text', text: after }
        : settingsProblem('changed-meanwhile', file),
  });
  return result.kind === 'problem' ? result : { kind: 'applied' };
}
