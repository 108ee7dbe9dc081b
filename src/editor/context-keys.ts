import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import type { Unsubscribe } from '../core/ports.ts';
import { contextValues } from './context-values.ts';
import { contextKeys } from './manifest.ts';
import { namesOf } from './names.ts';

/** Keeps the context keys true to the desk, for the when-clauses in the manifest. */
export function keepContextKeys(desk: Desk): Unsubscribe {
  const said = new Map<string, unknown>();
  const update = (): void => {
    const values = contextValues(desk.view());
    for (const name of namesOf(contextKeys)) {
      if (said.get(name) === values[name]) continue;
      said.set(name, values[name]);
      void vscode.commands.executeCommand('setContext', contextKeys[name], values[name]);
    }
  };
  update();
  return desk.onChange(update);
}
