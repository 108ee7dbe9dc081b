import * as vscode from 'vscode';
import { rulePlace } from './rule-place.ts';

/** Opens a settings file; of a rule in it, with the cursor there. */
export async function openSettingsFile(
  file: string,
  rule: { readonly text: string; readonly line: number | null } | null = null,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  if (rule === null) {
    await vscode.window.showTextDocument(document);
    return;
  }
  const { line, column } = rulePlace(document.getText(), rule.text, rule.line);
  const cursor = new vscode.Position(line, column);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(cursor, cursor) });
}
