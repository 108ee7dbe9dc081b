import type { Destination } from '../../../core/rules/offers.ts';
import type { Finding } from '../../../protocol/desk.ts';
import { readSettingsFile } from '../file/read.ts';
import { findHooks, type FoundHook } from '../hook/find-hooks.ts';
import { settingsProblem } from '../problem.ts';
import { parseSettings } from '../text/parse.ts';
import { shapeFault } from '../text/shape.ts';
import { settingsViewSchema, type SettingsView } from './settings-view.ts';

/** Whose settings a file holds: an organisation's, or one of the three of a session. */
export type Scope = 'managed' | Destination;

/** A settings file that Claude Code reads. */
export interface Source {
  readonly scope: Scope;
  readonly file: string;
  readonly view: SettingsView;
  /** The hooks of ours in it. */
  readonly hooks: readonly FoundHook[];
}

/** A settings file as the health check sees it. */
export type SourceRead =
  | { readonly kind: 'read'; readonly source: Source }
  | { readonly kind: 'missing' }
  /** Claude Code ignores it; the finding says why. */
  | { readonly kind: 'ignored'; readonly finding: Finding };

/** Reads one settings file as Claude Code would, whole or not at all. */
export async function readSource(scope: Scope, file: string): Promise<SourceRead> {
  const state = await readSettingsFile(file);
  if (state.kind === 'missing') return state;
  if (state.kind === 'problem') {
    // No folder, no file: to Claude Code that is the same.
    if (state.code === 'folder-unusable') return { kind: 'missing' };
    return ignored(file, "A settings file can't be read", state.message);
  }
  const text = state.text.replace(/^\uFEFF/, '');
  if (text.trim() === '') {
    return ignored(
      file,
      'A settings file is empty',
      `${file} is empty, which Claude Code calls broken. Remove it, or write {} into it.`,
    );
  }
  const document = parseSettings(text);
  if (document.kind === 'fault') {
    const { message } = settingsProblem(document.code, file, document.where);
    return ignored(file, 'Claude Code ignores a settings file', message);
  }
  const fault = shapeFault(document.value);
  if (fault !== null) {
    const { message } = settingsProblem(fault.code, file, fault.where);
    const detail = `${message} Until then Claude Code may ignore the whole file.`;
    if (!fault.where.startsWith('"hooks')) {
      return ignored(file, 'Claude Code ignores a settings file', detail);
    }
    return ignored(
      file,
      "A settings file has hooks we don't understand",
      detail,
      'hook-entry-unknown-shape',
    );
  }
  const view = settingsViewSchema.parse(document.value);
  return { kind: 'read', source: { scope, file, view, hooks: findHooks(document.value) } };
}

function ignored(
  file: string,
  title: string,
  detail: string,
  id: Finding['id'] = 'settings-unreadable',
): SourceRead {
  return { kind: 'ignored', finding: { id, severity: 'error', title, detail, file, fix: null } };
}
