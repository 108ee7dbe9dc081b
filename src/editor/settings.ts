import * as vscode from 'vscode';
import type { Log, Unsubscribe } from '../core/ports.ts';
import { refused, type Outcome } from '../core/request/item.ts';
import { section, type SettingName } from './manifest.ts';
import { warn, type Background } from './messages.ts';
import { checkSetting, settingNames, type SettingValues } from './setting-values.ts';
import type { Part } from './part.ts';

/** Our settings as they count now. */
export interface Settings extends Part {
  get<Name extends SettingName>(name: Name): SettingValues[Name];
  /** Hears of every change of one of these settings. */
  onChange(names: readonly SettingName[], listener: () => void): Unsubscribe;
  /** Writes a value into the person's own settings. */
  set<Name extends SettingName>(name: Name, value: SettingValues[Name]): Promise<Outcome>;
}

/** Reads our settings, checked, and follows their changes. A bad value is told, once for each change. */
export function readSettings(log: Log, background: Background): Settings {
  const listeners = new Set<(changed: readonly SettingName[]) => void>();
  const complain = (name: SettingName): void => {
    const { problem } = checkSetting(name, raw(name));
    if (problem !== null) background('open the settings', () => tellProblem(problem));
  };
  settingNames.forEach(complain);

  const watcher = vscode.workspace.onDidChangeConfiguration((change) => {
    const changed = settingNames.filter((name) =>
      change.affectsConfiguration(`${section}.${name}`),
    );
    if (changed.length === 0) return;
    changed.forEach(complain);
    log.info('settings changed', { names: changed.join(' ') });
    for (const listener of listeners) listener(changed);
  });

  return {
    get: (name) => checkSetting(name, raw(name)).value,
    onChange(names, listener) {
      const hear = (changed: readonly SettingName[]): void => {
        if (changed.some((name) => names.includes(name))) listener();
      };
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    set: (name, value) => write(name, value, log),
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

async function write<Name extends SettingName>(
  name: Name,
  value: SettingValues[Name],
  log: Log,
): Promise<Outcome> {
  const { problem } = checkSetting(name, value);
  if (problem !== null) return refused('not-recorded', problem);
  try {
    await vscode.workspace
      .getConfiguration(section)
      .update(name, value, vscode.ConfigurationTarget.Global);
    return { kind: 'done', note: null };
  } catch (error) {
    log.warn('a setting could not be written', { name, error: String(error) });
    const message = `VS Code could not save the setting. Set ${section}.${name} to ${JSON.stringify(value)} in your settings by hand.`;
    return refused('not-recorded', message);
  }
}
