import * as vscode from 'vscode';
import { endTogether, type Part } from './part.ts';

/** Read-only texts that live in no file. */
export interface VirtualDocuments extends Part {
  /**
   * Makes a document of a text; it lasts until its last editor closes.
   * @param name what its tab says; its ending says its language
   */
  put(name: string, text: string): vscode.Uri;
}

/** Provides read-only texts under a URI scheme of our own. */
export function provideDocuments(scheme: string): VirtualDocuments {
  const texts = new Map<string, string>();
  let made = 0;
  const parts = endTogether(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) =>
        texts.get(uri.toString()) ?? 'This text is no longer kept. Close this editor.',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
  return {
    put(name, text) {
      made += 1;
      const uri = vscode.Uri.from({ scheme, path: `/${made}/${name}` });
      texts.set(uri.toString(), text);
      return uri;
    },
    dispose: () => parts.dispose(),
  };
}

/** Shows the difference of two documents in an editor that other files do not replace. */
export async function showDiff(
  before: vscode.Uri,
  after: vscode.Uri,
  title: string,
): Promise<void> {
  await vscode.commands.executeCommand('vscode.diff', before, after, title, { preview: false });
}

/** Closes every editor that shows a diff towards this document. */
export async function closeDiff(after: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputTextDiff && input.modified.toString() === after.toString(),
    );
  await vscode.window.tabGroups.close(tabs);
}
