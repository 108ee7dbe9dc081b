import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Desk, DeskView } from '../broker/desk.ts';
import { commands, views } from './manifest.ts';
import { endTogether, type Part } from './part.ts';
import { childrenOf, menuKindOf, type RulesRow, type Tint } from './rules-row.ts';
import { rulesAlarm, rulesRows } from './rules-rows.ts';

/** How often what is left of a grant is told anew, in milliseconds. */
const GRANT_TICK = 30_000;

/** The Rules view: every rule in force, file by file, and what is granted for a while. */
export function showRulesTree(desk: Desk): Part {
  const changed = new vscode.EventEmitter<undefined>();
  const tree = vscode.window.createTreeView<RulesRow>(views.rules.id, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: (row) => (row === undefined ? currentRows(desk) : [...childrenOf(row)]),
      getTreeItem: treeItem,
    },
  });
  let shown: DeskView | null = null;
  const update = (): void => {
    const view = desk.view();
    // Requests come and go; drawing all rows anew each time would lose the pointer's place for nothing.
    if (shown?.rules === view.rules && shown.grants === view.grants) return;
    shown = view;
    tree.description = rulesAlarm(view);
    changed.fire(undefined);
  };
  update();
  const unsubscribe = desk.onChange(update);
  const ticking = setInterval(() => {
    if (desk.view().grants.some(({ limit }) => limit.kind === 'until')) changed.fire(undefined);
  }, GRANT_TICK);
  return endTogether(
    { dispose: () => clearInterval(ticking) },
    { dispose: unsubscribe },
    tree,
    changed,
  );
}

/** Brings the Rules view into view and gives it the focus. */
export async function revealRules(): Promise<void> {
  await vscode.commands.executeCommand(`${views.rules.id}.focus`);
}

/** The rows of the view as they are now. */
export function currentRows(desk: Desk): RulesRow[] {
  return [...rulesRows(desk.view(), { home: homedir(), now: Date.now() })];
}

function treeItem(row: RulesRow): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label);
  if (childrenOf(row).length > 0) item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
  item.id = row.id;
  item.description = row.description;
  item.tooltip = [row.label, row.detail].join('\n').trim();
  item.iconPath = new vscode.ThemeIcon(row.icon, colorOf(row.tint));
  item.contextValue = menuKindOf(row);
  item.accessibilityInformation = { label: `${row.label}, ${row.description}. ${row.detail}` };
  if (row.kind === 'rule' || row.kind === 'ignored-file') {
    const { id, title } = commands.openRule;
    item.command = { command: id, title, arguments: [row] };
  }
  return item;
}

const COLORS: Readonly<Record<Exclude<Tint, null>, string>> = {
  good: 'testing.iconPassed',
  caution: 'list.warningForeground',
  bad: 'list.errorForeground',
  faint: 'disabledForeground',
};

function colorOf(tint: Tint): vscode.ThemeColor | undefined {
  return tint === null ? undefined : new vscode.ThemeColor(COLORS[tint]);
}
