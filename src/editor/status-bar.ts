import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import { commands, container } from './manifest.ts';
import { statusBarLook, type StatusBarLook } from './status-bar-look.ts';
import { firstFolder } from './pick-folder.ts';
import { endTogether, type Part } from './part.ts';

const backgrounds: Readonly<Record<StatusBarLook['tone'], string | null>> = {
  plain: null,
  attention: 'statusBarItem.warningBackground',
  error: 'statusBarItem.errorBackground',
};

/** Our item in the status bar; pressing it opens the panel. */
export function showStatusBar(desk: Desk): Part {
  const item = vscode.window.createStatusBarItem('desk', vscode.StatusBarAlignment.Left);
  item.name = container.title;
  item.command = commands.open.id;
  const update = (): void => {
    const { text, tooltip, tone } = statusBarLook(desk.view(), firstFolder());
    const background = backgrounds[tone];
    item.text = text;
    item.tooltip = tooltip;
    item.accessibilityInformation = { label: `${container.title}: ${tooltip}`, role: 'button' };
    item.backgroundColor = background === null ? undefined : new vscode.ThemeColor(background);
  };
  update();
  item.show();
  const unsubscribe = desk.onChange(update);
  return endTogether(item, { dispose: unsubscribe });
}
