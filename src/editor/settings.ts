import * as vscode from 'vscode';
import type { Log, Unsubscribe } from '../core/ports.ts';
import { refused, type Outcome } from '../core/request/item.ts';
import { section, type SettingName } from './manifest.ts';
import { warn, type Background } from './messages.ts';
import { checkNotifications, checkPort, type CheckedSetting } from './setting-values.ts';
import type { Part } from './part.ts';

/** Our settings as they count now. */
export interface Settings extends Part {
  port(): number;
  notifications(): boolean;
  onPortChange(listener: (port: number) => void): Unsubscribe;
  /** Writes the port into the person's own settings. */
  setPort(port: number): Promise<Outcome>;
}

/** Reads our settings, checked, and follows their changes. A bad value is told, once for each change. */
export function readSettings(log: Log, background: Background): Settings {
  const portListeners = new Set<(port: number) => void>();
  const read = () => ({
    port: checkPort(raw('port')),
    notifications: checkNotifications(raw('notifications')),
  });
  const complain = (checked: CheckedSetting<SettingName>): void => {
    const { problem } = checked;
    if (problem !== null) background('open the settings', () => tellProblem(problem));
  };
  let now = read();
  complain(now.port);
  complain(now.notifications);

  const watcher = vscode.workspace.onDidChangeConfiguration((change) => {
    if (!change.affectsConfiguration(section)) return;
    const earlier = now;
    now = read();
    if (change.affectsConfiguration(`${section}.port`)) complain(now.port);
    if (change.affectsConfiguration(`${section}.notifications`)) complain(now.notifications);
    if (now.port.value === earlier.port.value) return;
    log.info('the port setting changed', { port: now.port.value });
    for (const listener of portListeners) listener(now.port.value);
  });

  return {
    port: () => now.port.value,
    notifications: () => now.notifications.value,
    onPortChange(listener) {
      portListeners.add(listener);
      return () => portListeners.delete(listener);
    },
    setPort: (port) => writePort(port, log),
    dispose() {
      watcher.dispose();
    },
  };
}

function raw(name: SettingName): unknown {
  return vscode.workspace.getConfiguration(section).get<unknown>(name);
}

async function tellProblem(problem: string): Promise<void> {
  if ((await warn(problem, 'Open Settings')) === undefined) return;
  await vscode.commands.executeCommand('workbench.action.openSettings', section);
}

async function writePort(port: number, log: Log): Promise<Outcome> {
  const { problem } = checkPort(port);
  if (problem !== null) return refused('not-recorded', problem);
  const key: SettingName = 'port';
  try {
    await vscode.workspace
      .getConfiguration(section)
      .update(key, port, vscode.ConfigurationTarget.Global);
    return { kind: 'done', note: null };
  } catch (error) {
    log.warn('the port setting could not be written', { error: String(error) });
    const message = `VS Code could not save the setting. Set ${section}.${key} to ${port} in your settings by hand.`;
    return refused('not-recorded', message);
  }
}
