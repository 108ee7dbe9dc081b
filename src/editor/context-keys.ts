import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import type { Unsubscribe } from '../core/ports.ts';
import { contextValues } from './context-values.ts';
import { contextKeys } from './manifest.ts';
import { namesOf } from './names.ts';
import type { RuleRemovals } from './rule-removals.ts';

/** Keeps the context keys true to the desk and to what was removed, for the when-clauses in the manifest. */
export function keepContextKeys(desk: Desk, removals: RuleRemovals): Unsubscribe {
  const said = new Map<string, unknown>();
  const update = (): void => {
    const values = contextValues(desk.view(), removals.last());
    for (const name of namesOf(contextKeys)) {
      if (said.get(name) === values[name]) continue;
      said.set(name, values[name]);
      void vscode.commands.executeCommand('setContext', contextKeys[name], values[name]);
    }
  };
  update();
  const ends = [desk.onChange(update), removals.onChange(update)];
  return () => {
    for (const end of ends) end();
  };
}
