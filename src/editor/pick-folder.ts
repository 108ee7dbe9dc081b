import * as vscode from 'vscode';
import { inform } from './messages.ts';

/** The first folder of this window; null where it has none. */
export function firstFolder(): string | null {
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? null;
}

/** The folder of this window that is meant; asks where there are several. */
export async function pickFolder(): Promise<string | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) void inform('Open the project’s folder first.');
  const picked = folders.length > 1 ? await vscode.window.showWorkspaceFolderPick() : folders[0];
  return picked?.uri.fsPath;
}
