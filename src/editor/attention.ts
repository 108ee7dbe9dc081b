import * as vscode from 'vscode';
import type { Desk } from '../broker/desk.ts';
import type { Part } from './part.ts';

/**
 * Tells the desk whether a person is likely to see a card. A focused window counts, however long
 * nobody has touched it: who watches an agent work may well not touch anything.
 */
export function watchAttention(desk: Desk): Part {
  desk.setAttentive(vscode.window.state.focused);
  return vscode.window.onDidChangeWindowState(({ focused }) => desk.setAttentive(focused));
}
