import { settingsProblem, type SettingsProblem } from '../problem.ts';
import type { Edited } from '../text/edit.ts';
import { inTurn } from './in-turn.ts';
import { readSettingsFile, type FileState } from './read.ts';
import { writeSettingsFile } from './write.ts';

/** Whether an editor holds changes to a file that are not saved. The path is absolute. */
export type IsUnsaved = (file: string) => boolean;

/** What to do with a file: nothing, a new text for it, or (null) its removal. */
export type NextText =
  | { readonly kind: 'same' }
  | { readonly kind: 'text'; readonly text: string | null }
  | SettingsProblem;

/** One edit of one settings file. */
export interface FileEdit {
  readonly file: string;
  readonly isUnsaved: IsUnsaved;
  /** The permission bits of the file if it has to be made. */
  readonly newMode: number;
  /** Decides by the file as it stands; asked again when the file has changed meanwhile. */
  readonly next: (state: FileState) => NextText;
}

/** What became of an edit. A text is null where the file isn't there. */
export type FileEdited =
  | { readonly kind: 'same' }
  | {
      readonly kind: 'edited';
      readonly before: string | null;
      readonly after: string | null;
      readonly madeFolder: boolean;
    }
  | SettingsProblem;

const attempts = 5;

/**
 * Edits one settings file: reads it, decides, writes. Never over a change that somebody else makes
 * meanwhile, nor under an editor with unsaved changes; edits of one file take turns.
 */
export async function editSettingsFile(edit: FileEdit): Promise<FileEdited> {
  return await inTurn(edit.file, async () => {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const edited = await attemptEdit(edit);
      if (edited.kind !== 'changed-meanwhile') return edited;
    }
    return settingsProblem('keeps-changing', edit.file);
  });
}

async function attemptEdit(
  edit: FileEdit,
): Promise<FileEdited | { readonly kind: 'changed-meanwhile' }> {
  const state = await readSettingsFile(edit.file);
  if (state.kind === 'problem') return state;
  const next = edit.next(state);
  if (next.kind !== 'text') return next;
  if (hasUnsavedEditor(state, edit.isUnsaved)) return settingsProblem('unsaved-editor', edit.file);
  const written = await writeSettingsFile(state, next.text, edit.newMode);
  if (written.kind !== 'written') return written;
  const before = textOf(state);
  return { kind: 'edited', before, after: next.text, madeFolder: written.madeFolder };
}

function hasUnsavedEditor(state: FileState, isUnsaved: IsUnsaved): boolean {
  return isUnsaved(state.file) || (state.kind === 'present' && isUnsaved(state.realFile));
}

/** The text of a file as it was read, or null where it isn't there. */
export function textOf(state: FileState): string | null {
  return state.kind === 'present' ? state.text : null;
}

/** What to do with a file whose text was edited so. */
export function nextText(edited: Edited, file: string): NextText {
  switch (edited.kind) {
    case 'same':
      return edited;
    case 'changed':
      return { kind: 'text', text: edited.text };
    case 'fault':
      return settingsProblem(edited.code, file, edited.where);
  }
}
