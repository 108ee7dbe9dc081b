import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Desk } from '../broker/desk.ts';
import { explainCall } from './explain-call.ts';
import type { CommandName } from './manifest.ts';
import { inform, tell } from './messages.ts';
import { openSettingsFile } from './rule-document.ts';
import type { RuleRemovals } from './rule-removals.ts';
import { findRow, type RulesRow } from './rules-row.ts';
import { currentRows } from './rules-tree.ts';

type RuleCommandName = Extract<
  CommandName,
  'explain' | 'openRule' | 'copyRule' | 'removeRule' | 'restoreRule' | 'revokeGrant'
>;

const rowSchema = z.object({ id: z.string() });

/** What the commands about rules do. Those of a row are given it, or any object with its id. */
export function ruleCommands(
  desk: Desk,
  removals: RuleRemovals,
): Readonly<Record<RuleCommandName, (argument: unknown) => Promise<void>>> {
  /** Finds the row as it is now: what was pressed may be gone from its file. */
  const onRow = (act: (row: RulesRow) => Promise<void>) => async (argument: unknown) => {
    const row = findRow(currentRows(desk), rowSchema.parse(argument).id);
    if (row === null) void inform('This is no longer there.');
    else await act(row);
  };
  return {
    explain: () => explainCall(desk),
    openRule: onRow(openRow),
    copyRule: onRow(async (row) => {
      if (row.kind === 'rule') await vscode.env.clipboard.writeText(row.rule.text);
    }),
    removeRule: onRow(async (row) => {
      if (row.kind === 'rule' && row.removable) await removals.remove(row.rule);
    }),
    restoreRule: () => removals.restore(),
    revokeGrant: onRow(async (row) => {
      if (row.kind === 'grant') tell(await desk.revokeGrant(row.grant));
    }),
  };
}

async function openRow(row: RulesRow): Promise<void> {
  switch (row.kind) {
    case 'rule':
      return openSettingsFile(row.rule.file, { text: row.rule.text, line: row.line });
    case 'file':
    case 'ignored-file':
      return openSettingsFile(row.file);
    case 'group':
    case 'grants':
    case 'grant':
  }
}
