import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import { countWaiting } from '../core/display/count.ts';
import { commands, views } from './manifest.ts';
import { statusRows, type RowAction, type StatusRow } from './status-rows.ts';
import { waitingItems } from './waiting.ts';
import { endTogether, type Part } from './part.ts';

/** The connection view, which also carries the badge of waiting requests. */
export function showStatusTree(desk: Desk): Part {
  const changed = new vscode.EventEmitter<undefined>();
  const tree = vscode.window.createTreeView<StatusRow>(views.status.id, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (parent) =>
        parent === undefined ? [...statusRows(desk.view(), homedir())] : [],
      getTreeItem: treeItem,
    },
  });
  const update = (): void => {
    const waiting = waitingItems(desk.view()).length;
    tree.badge = waiting === 0 ? undefined : { value: waiting, tooltip: countWaiting(waiting) };
    changed.fire(undefined);
  };
  update();
  const unsubscribe = desk.onChange(update);
  return endTogether(tree, changed, { dispose: unsubscribe });
}

function treeItem(row: StatusRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  item.id = row.id;
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.iconPath = new vscode.ThemeIcon(row.icon);
  item.accessibilityInformation = { label: `${row.label} ${row.description}. ${row.tooltip}` };
  const command = commandOf(row.action);
  if (command !== null) item.command = command;
  return item;
}

function commandOf(action: RowAction): vscode.Command | null {
  if (action === null) return null;
  switch (action.kind) {
    case 'command': {
      const { id, title } = commands[action.name];
      return { command: id, title, arguments: [action.argument] };
    }
    case 'file':
      return {
        command: 'vscode.open',
        title: 'Open File',
        arguments: [vscode.Uri.file(action.path)],
      };
  }
}
