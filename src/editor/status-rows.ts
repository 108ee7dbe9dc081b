import { basename, dirname } from 'node:path';
import type { DeskView } from '../broker/desk.ts';
import type { DeskStatus, Finding } from '../protocol/desk.ts';
import { connectionSentence, deskSentence } from './desk-words.ts';
import type { CommandName } from './manifest.ts';

/** What pressing a row does: run a command, open a file, or nothing. */
export type RowAction =
  | { readonly kind: 'command'; readonly name: CommandName; readonly argument: string | null }
  | { readonly kind: 'file'; readonly path: string }
  | null;

/** One row of the connection view. */
export interface StatusRow {
  /** The same for the same thing, whatever its words. */
  readonly id: string;
  readonly label: string;
  /** Small, beside the label. */
  readonly description: string;
  readonly tooltip: string;
  /** The name of one of the editor's icons. */
  readonly icon: string;
  readonly action: RowAction;
}

/** The connection view: the desk, the files with our hook entry, then what the health check found. */
export function statusRows({ desk, connection }: DeskView): readonly StatusRow[] {
  const findings = connection.kind === 'checking' ? [] : connection.findings;
  const files = connection.kind === 'connected' ? connection.files.map(hookRow) : [];
  const absence = connection.kind === 'connected' ? [] : [connectionRow(connection)];
  return [deskRow(desk), ...absence, ...files, ...findings.map(findingRow)];
}

function deskRow(desk: DeskStatus): StatusRow {
  const row = { id: 'desk', label: 'Desk', tooltip: deskSentence(desk), action: null };
  switch (desk.kind) {
    case 'starting':
      return { ...row, description: 'being set up', icon: 'sync' };
    case 'here':
      return { ...row, description: `in this window, port ${desk.port}`, icon: 'pass' };
    case 'elsewhere':
      return {
        ...row,
        description: `in window “${desk.window}”. Press to take over`,
        icon: 'multiple-windows',
        action: { kind: 'command', name: 'takeOver', argument: null },
      };
    case 'port-taken':
      return {
        ...row,
        description: `port ${desk.port} is taken. Press to use ${desk.suggested}`,
        icon: 'error',
        action: { kind: 'command', name: 'useSuggestedPort', argument: null },
      };
    case 'failed':
      return {
        ...row,
        description: 'could not start. Press to see the log',
        icon: 'error',
        action: { kind: 'command', name: 'showLog', argument: null },
      };
  }
}

function connectionRow(
  connection: Exclude<DeskView['connection'], { kind: 'connected' }>,
): StatusRow {
  const row = { id: 'connection', label: 'Claude Code', tooltip: connectionSentence(connection) };
  return connection.kind === 'checking'
    ? { ...row, description: 'being checked', icon: 'sync', action: null }
    : {
        ...row,
        description: 'not connected. Press to connect',
        icon: 'debug-disconnect',
        action: { kind: 'command', name: 'connect', argument: null },
      };
}

function hookRow(path: string): StatusRow {
  return {
    id: `hook:${path}`,
    label: 'Hook',
    description: `in ${basename(dirname(path))}/${basename(path)}`,
    tooltip: `Our hook entry stands in ${path}.`,
    icon: 'plug',
    action: { kind: 'file', path },
  };
}

function findingRow(finding: Finding): StatusRow {
  return {
    id: `finding:${finding.id}:${finding.file ?? ''}`,
    label: finding.title,
    description: finding.fix === null ? '' : `Press to: ${finding.fix}`,
    tooltip: finding.detail,
    icon: finding.severity,
    action: actionOf(finding),
  };
}

function actionOf({ id, fix, file }: Finding): RowAction {
  if (fix !== null) return { kind: 'command', name: 'mend', argument: id };
  return file === null ? null : { kind: 'file', path: file };
}
