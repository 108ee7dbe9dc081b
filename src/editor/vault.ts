import type * as vscode from 'vscode';
import type { Vault } from '../broker/vault.ts';

/** Keeps the desk's small secrets in the editor's own store, each under a name of ours. */
export function editorVault(store: vscode.SecretStorage): Vault {
  return {
    read: async (entry) => store.get(`countersign.${entry}`),
    write: async (entry, value) => store.store(`countersign.${entry}`, value),
  };
}
