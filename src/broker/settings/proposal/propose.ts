import { textOf } from '../file/edit-file.ts';
import { readSettingsFile, type FileState } from '../file/read.ts';
import { settingsProblem, type SettingsProblem } from '../problem.ts';
import type { Edited } from '../text/edit.ts';

/** A change to a settings file, whole, to be shown to the person before it is made. */
export interface SettingsProposal {
  /** `connect`, `disconnect`, or the id of the finding it mends. */
  readonly purpose: string;
  readonly file: string;
  /** What it does, in plain words. */
  readonly summary: string;
  /** The file as it is; null where there is none. */
  readonly before: string | null;
  /** The file as it will be; null where it will be removed. */
  readonly after: string | null;
}

/** A proposal, or why there is none. */
export type Proposed =
  | { readonly kind: 'proposed'; readonly proposal: SettingsProposal }
  /** The file is as it should be. */
  | { readonly kind: 'nothing-to-do' }
  | SettingsProblem;

/** What a proposal is to do to a file. */
export interface ProposalRequest {
  readonly purpose: string;
  readonly file: string;
  /** Says what the change does, knowing the file after it (null: removed). */
  readonly summary: (after: string | null) => string;
  readonly edit: (text: string) => Edited;
  /** Whether the file goes when nothing is left in it. */
  readonly removeEmpty: boolean;
}

/** Works out a change to a settings file without making it. */
export async function propose(request: ProposalRequest): Promise<Proposed> {
  const { file, purpose } = request;
  const state = await readSettingsFile(file);
  if (state.kind === 'problem') return state;
  const before = textOf(state);
  const edited = request.edit(before ?? '');
  if (edited.kind === 'same') return { kind: 'nothing-to-do' };
  if (edited.kind === 'fault') return settingsProblem(edited.code, file, edited.where);
  const after = request.removeEmpty && saysNothing(edited.text, state) ? null : edited.text;
  return {
    kind: 'proposed',
    proposal: { purpose, file, summary: request.summary(after), before, after },
  };
}

/** `{}` as a file of ours ends up when its only entry goes; behind a link somebody else keeps it. */
function saysNothing(text: string, state: FileState): boolean {
  return text === '{}\n' && state.kind === 'present' && !state.isLink;
}
