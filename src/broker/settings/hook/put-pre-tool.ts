import { editSettingsFile, nextText, textOf, type IsUnsaved } from '../file/edit-file.ts';
import type { SettingsProblem } from '../problem.ts';
import { fitPreToolInText } from './hook-text.ts';
import type { WantedHooks } from './hook-entry.ts';

/** Only the user: a file made for our hook holds its token. */
const newMode = 0o600;

/** What became of our hook on PreToolUse in a file. */
export type PreToolPut = { readonly kind: 'edited' } | { readonly kind: 'same' } | SettingsProblem;

/**
 * Puts our hook on PreToolUse into a settings file, or takes it out, at once and without showing it
 * first: for the kill switch, whose press is the person’s word for it.
 */
export async function putPreTool(
  file: string,
  wanted: WantedHooks,
  isUnsaved: IsUnsaved,
): Promise<PreToolPut> {
  const edited = await editSettingsFile({
    file,
    isUnsaved,
    newMode,
    next: (state) => nextText(fitPreToolInText(textOf(state) ?? '', wanted), file),
  });
  return edited.kind === 'edited' ? { kind: 'edited' } : edited;
}
