import * as vscode from 'vscode';
import type { LeashRow } from './leash-rows.ts';

/**
 * Lets the person choose one of some rows; what is set now is where the list begins.
 * @returns undefined where they left it.
 */
export function pickRow<Value>(
  rows: readonly LeashRow<Value>[],
  title: string,
  placeholder: string,
): Promise<LeashRow<Value> | undefined> {
  const list = vscode.window.createQuickPick<LeashRow<Value>>();
  list.title = title;
  list.placeholder = placeholder;
  list.matchOnDetail = true;
  list.items = rows;
  list.activeItems = rows.filter(({ description }) => description.includes('set now')).slice(0, 1);
  return new Promise((resolve) => {
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}
