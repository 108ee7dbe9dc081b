import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import { deviceRows, type DeviceRow } from './device-rows.ts';
import { commands, views } from './manifest.ts';
import { endTogether, type Part } from './part.ts';

/** How often it is told anew how long ago something was, in milliseconds. */
const TICK = 60_000;

/** The Devices view: Away, the address, and the paired devices. */
export function showDeviceTree(desk: Desk): Part {
  const changed = new vscode.EventEmitter<undefined>();
  const tree = vscode.window.createTreeView<DeviceRow>(views.devices.id, {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row) => (row === undefined ? [...deviceRows(desk.view(), Date.now())] : []),
      getTreeItem: treeItem,
    },
  });
  let shown = desk.view().remote;
  const unsubscribe = desk.onChange(() => {
    const { remote } = desk.view();
    if (remote === shown) return;
    shown = remote;
    changed.fire(undefined);
  });
  const ticking = setInterval(() => changed.fire(undefined), TICK);
  return endTogether(
    { dispose: () => clearInterval(ticking) },
    { dispose: unsubscribe },
    tree,
    changed,
  );
}

function treeItem(row: DeviceRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  item.id = row.id;
  item.description = row.description;
  item.tooltip = row.tooltip;
  item.iconPath = new vscode.ThemeIcon(row.icon);
  item.contextValue = row.kind;
  item.accessibilityInformation = { label: `${row.label}, ${row.description}. ${row.tooltip}` };
  if (row.press !== null) {
    const { id, title } = commands[row.press];
    item.command = { command: id, title };
  }
  return item;
}
