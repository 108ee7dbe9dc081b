import type { DeskView } from '../broker/desk.ts';
import type { ConnectionStatus, DeskStatus, Finding } from '../protocol/desk.ts';
import { connectionSentence, deskSentence } from './desk-words.ts';
import type { CommandName } from './manifest.ts';
import { shortPath } from './short-path.ts';

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

/**
 * The connection view: the desk, the files with our hook entry, then what the health check found.
 * @param home the person's home folder, which paths are told from
 */
export function statusRows({ desk, connection }: DeskView, home: string): readonly StatusRow[] {
  return [deskRow(desk), ...connectionRows(connection, home)];
}

function connectionRows(connection: ConnectionStatus, home: string): readonly StatusRow[] {
  const row = { id: 'connection', tooltip: connectionSentence(connection), description: '' };
  switch (connection.kind) {
    case 'checking':
      return [{ ...row, label: 'Checking the connection', icon: 'sync', action: null }];
    case 'not-connected': {
      const label = 'Not connected';
      const description = 'press to connect';
      const absence = {
        ...row,
        label,
        description,
        icon: 'debug-disconnect',
        action: run('connect'),
      };
      return [absence, ...connection.findings.map(findingRow)];
    }
    case 'connected':
      return [
        ...connection.files.map((path) => hookRow(path, home)),
        ...connection.findings.map(findingRow),
      ];
  }
}

function deskRow(desk: DeskStatus): StatusRow {
  const row = { id: 'desk', tooltip: deskSentence(desk) };
  switch (desk.kind) {
    case 'starting':
      return { ...row, label: 'Setting up the desk', description: '', icon: 'sync', action: null };
    case 'here': {
      const description = `port ${desk.port}`;
      return { ...row, label: 'Desk in this window', description, icon: 'pass', action: null };
    }
    case 'elsewhere':
      return {
        ...row,
        label: `Desk in window “${desk.window}”`,
        description: 'press to take over',
        icon: 'multiple-windows',
        action: run('takeOver'),
      };
    case 'port-taken':
      return {
        ...row,
        label: `Port ${desk.port} is taken`,
        description: `press to use ${desk.suggested}`,
        icon: 'error',
        action: run('useSuggestedPort'),
      };
    case 'failed':
      return {
        ...row,
        label: 'The desk could not start',
        description: 'press for the log',
        icon: 'error',
        action: run('showLog'),
      };
  }
}

function hookRow(path: string, home: string): StatusRow {
  return {
    id: `hook:${path}`,
    label: 'Hook',
    description: `in ${shortPath(path, home)}`,
    tooltip: `Our hook entry stands in ${path}. Press to open it.`,
    icon: 'plug',
    action: { kind: 'file', path },
  };
}

function findingRow(finding: Finding): StatusRow {
  return {
    id: `finding:${finding.id}:${finding.file ?? ''}`,
    label: finding.title,
    description: finding.fix === null ? '' : `press: ${finding.fix}`,
    tooltip: finding.detail,
    icon: finding.severity,
    action: actionOf(finding),
  };
}

function actionOf({ id, fix, file }: Finding): RowAction {
  if (fix !== null) return { kind: 'command', name: 'mend', argument: id };
  return file === null ? null : { kind: 'file', path: file };
}

function run(name: CommandName): RowAction {
  return { kind: 'command', name, argument: null };
}
