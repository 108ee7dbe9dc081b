import type { WantedHooks } from '../hook/hook-entry.ts';
import { addHookToText, removeHookFromText } from '../hook/hook-text.ts';
import { propose, type Proposed } from './propose.ts';
import { preToolWords } from './propose-pre-tool.ts';

/** Which settings file gets our hook, and who else reads it. */
export interface ConnectRequest {
  readonly file: string;
  readonly target: WantedHooks;
  /** Whether it is a project's file, which others may get with the project. */
  readonly isShared: boolean;
}

/** Proposes to add our hook to a settings file, or to bring an older one of ours up to date. */
export async function proposeConnect({
  file,
  target,
  isShared,
}: ConnectRequest): Promise<Proposed> {
  return await propose({
    purpose: 'connect',
    file,
    removeEmpty: false,
    summary: () => summaryOf(isShared, target),
    edit: (text) => addHookToText(text, target),
  });
}

function summaryOf(isShared: boolean, { preTool }: WantedHooks): string {
  const calls = preTool === 'open' || preTool === 'blocking';
  const what = calls ? 'Add two hooks' : 'Add one hook';
  const where = isShared
    ? `${what} to this project, so that its sessions ask here. ${calls ? 'They hold' : 'It holds'} your key: keep this file out of version control.`
    : `${what} to your Claude Code settings, so that every session on this machine asks here.`;
  return calls ? `${where} ${preToolWords(preTool)}` : where;
}

/** Proposes to bring our hook in a settings file up to date: its port, its key, its time limit. */
export async function proposeHookUpdate(
  file: string,
  target: WantedHooks,
  purpose: string,
): Promise<Proposed> {
  return await propose({
    purpose,
    file,
    removeEmpty: false,
    summary: () => "Bring Countersign's hook in this settings file up to date.",
    edit: (text) => addHookToText(text, target),
  });
}

/**
 * Proposes to take our hook out of a settings file without leaving a trace. A file in which nothing
 * is left (`{}`) is removed: to Claude Code it says the same as none.
 */
export async function proposeDisconnect(file: string): Promise<Proposed> {
  return await propose({
    purpose: 'disconnect',
    file,
    removeEmpty: true,
    summary: (after) =>
      after === null
        ? "Take Countersign's hook out. Nothing else is in this settings file, so it is removed."
        : "Take Countersign's hook out of this settings file.",
    edit: removeHookFromText,
  });
}
