import { settingsProblem } from '../problem.ts';
import { parseSettings, type SettingsDocument } from '../text/parse.ts';
import { shapeFault } from '../text/shape.ts';
import { readSettingsFile } from './read.ts';

/** A settings file as Claude Code takes it: whole or not at all. */
export type DocumentRead =
  | { readonly kind: 'read'; readonly document: SettingsDocument }
  | { readonly kind: 'missing' }
  | {
      readonly kind: 'ignored';
      readonly because: 'unreadable' | 'empty' | 'invalid' | 'hooks';
      /** What is wrong and what to do, in words for the person. */
      readonly why: string;
    };

/** Reads a settings file as Claude Code would. */
export async function readDocument(file: string): Promise<DocumentRead> {
  const state = await readSettingsFile(file);
  if (state.kind === 'missing') return state;
  if (state.kind === 'problem') {
    // No folder, no file: to Claude Code that is the same.
    if (state.code === 'folder-unusable') return { kind: 'missing' };
    return { kind: 'ignored', because: 'unreadable', why: state.message };
  }
  const text = state.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') {
    const why = `${file} is empty, which Claude Code calls broken. Remove it, or write {} into it.`;
    return { kind: 'ignored', because: 'empty', why };
  }
  const document = parseSettings(text);
  if (document.kind === 'fault') {
    const { message } = settingsProblem(document.code, file, document.where);
    return { kind: 'ignored', because: 'invalid', why: message };
  }
  const fault = shapeFault(document.value);
  if (fault === null) return { kind: 'read', document };
  const { message } = settingsProblem(fault.code, file, fault.where);
  const because = fault.where.startsWith('"hooks') ? 'hooks' : 'invalid';
  const why = `${message} Until then Claude Code may ignore the whole file.`;
  return { kind: 'ignored', because, why };
}
