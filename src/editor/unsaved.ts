import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import * as vscode from 'vscode';

/** Whether an editor of this window holds unsaved changes of a file, by whatever link it was opened. */
export function isUnsaved(path: string): boolean {
  const real = realPath(path);
  return vscode.workspace.textDocuments.some(
    ({ isDirty, uri }) => isDirty && uri.scheme === 'file' && realPath(uri.fsPath) === real,
  );
}

/** Where a path leads in the end. One that leads nowhere yet is itself. */
function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    // A file that does not exist yet can still be open and unsaved under its own name.
    return resolve(path);
  }
}
