import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import type { Log } from '../core/ports.ts';
import { pieceMeant } from './leash-mark.ts';
import { warn } from './messages.ts';
import { endTogether, type Part } from './part.ts';

/** The person’s own part of the leash as a document to edit: it lives in the vault, not in a file. */
export interface LeashDocument extends Part {
  open(): Promise<void>;
}

const SCHEME = 'countersign-leash';
const DOCUMENT = vscode.Uri.from({ scheme: SCHEME, authority: 'desk', path: '/judgement.json' });

/**
 * Provides the document. What can’t be used is marked in it and said, with the part it is about; the
 * person’s text stays, and what was in force stays in force.
 */
export function provideLeashDocument(desk: Desk, log: Log): LeashDocument {
  const marks = vscode.languages.createDiagnosticCollection('countersign');
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  let savedAt = Date.now();
  let known = desk.leash.document();

  async function save(text: string): Promise<void> {
    const outcome = await desk.leash.saveDocument(text);
    if (outcome.kind === 'refused') {
      log.info('the document of the leash was not taken', { code: outcome.code });
      marks.set(DOCUMENT, [markOf(text, outcome.message)]);
      // The editor shows this beside the document and keeps what was typed, unsaved.
      throw vscode.FileSystemError.Unavailable(outcome.message);
    }
    marks.delete(DOCUMENT);
    savedAt = Date.now();
    known = desk.leash.document();
  }

  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat(uri) {
      onlyOurs(uri);
      const size = Buffer.byteLength(desk.leash.document());
      return { type: vscode.FileType.File, ctime: 0, mtime: savedAt, size };
    },
    readFile(uri) {
      onlyOurs(uri);
      return Buffer.from(desk.leash.document());
    },
    async writeFile(uri, content) {
      onlyOurs(uri);
      await save(Buffer.from(content).toString('utf8'));
    },
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
  const unsubscribe = desk.onChange(() => {
    const now = desk.leash.document();
    if (now === known) return;
    known = now;
    savedAt = Date.now();
    changed.fire([{ type: vscode.FileChangeType.Changed, uri: DOCUMENT }]);
  });
  const parts = endTogether(
    vscode.workspace.registerFileSystemProvider(SCHEME, provider, { isCaseSensitive: true }),
    marks,
    changed,
    { dispose: unsubscribe },
  );
  return {
    async open() {
      if (desk.view().leash === null) {
        void warn('Another window has the desk. Edit this there, or take the desk over.');
        return;
      }
      await vscode.window.showTextDocument(DOCUMENT, { preview: false });
    },
    dispose: () => parts.dispose(),
  };
}

function markOf(text: string, message: string): vscode.Diagnostic {
  const { offset, length } = pieceMeant(text, message) ?? { offset: 0, length: 0 };
  const range = new vscode.Range(positionAt(text, offset), positionAt(text, offset + length));
  return new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Error);
}

function positionAt(text: string, offset: number): vscode.Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return new vscode.Position(lines.length - 1, lines.at(-1)?.length ?? 0);
}

function onlyOurs(uri: vscode.Uri): void {
  if (uri.path !== DOCUMENT.path) throw vscode.FileSystemError.FileNotFound(uri);
}

function refuse(uri: vscode.Uri): never {
  throw vscode.FileSystemError.NoPermissions(uri);
}
