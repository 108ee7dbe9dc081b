import * as vscode from 'vscode';
import type { Request } from '../core/request/request.ts';
import { inputView, type ChangeView } from './input-view.ts';
import { provideDocuments, showDiff, type VirtualDocuments } from './virtual-documents.ts';
import type { Part } from './part.ts';

/** Opens the whole input of requests for reading. */
export interface InputDocuments extends Part {
  open(request: Request): Promise<void>;
}

/** Provides the documents in which the input of a request is read. */
export function provideInputs(): InputDocuments {
  const documents = provideDocuments('countersign-request');
  return {
    async open(request) {
      const view = inputView(request);
      switch (view.kind) {
        case 'text':
          await vscode.window.showTextDocument(documents.put(view.name, view.text));
          return;
        case 'change': {
          const after = documents.put(view.name, view.after);
          await showDiff(await before(view, documents), after, view.title);
        }
      }
    },
    dispose: () => documents.dispose(),
  };
}

async function before(view: ChangeView, documents: VirtualDocuments): Promise<vscode.Uri> {
  if ('text' in view.before) return documents.put(view.name, view.before.text);
  const file = vscode.Uri.file(view.before.file);
  return (await exists(file)) ? file : documents.put(view.name, '');
}

async function exists(file: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(file);
    return true;
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}
