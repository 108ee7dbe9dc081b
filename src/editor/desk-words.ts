import { countWaiting } from '../core/display/count.ts';
import type { ConnectionStatus, DeskStatus } from '../protocol/desk.ts';

/** Who runs the desk, in a plain sentence or two that say what to do where something is wrong. */
export function deskSentence(desk: DeskStatus): string {
  switch (desk.kind) {
    case 'starting':
      return 'The desk is being set up.';
    case 'here':
      return `This window runs the desk, on port ${desk.port}.`;
    case 'elsewhere': {
      const where = `The desk is in window “${desk.window}”.`;
      return desk.waiting === 0 ? where : `${where} ${countWaiting(desk.waiting)} there.`;
    }
    case 'port-taken':
      return `Another program uses port ${desk.port}, so Claude Code can't ask here. Port ${desk.suggested} is free.`;
    case 'failed':
      return `The desk could not start: ${desk.message}`;
  }
}

/** What the health check came to, in one sentence. */
export function connectionSentence(connection: ConnectionStatus): string {
  if (connection.kind === 'checking') return 'The connection is being checked.';
  const troubles = connection.findings.filter((finding) => finding.severity !== 'info').length;
  const standing =
    connection.kind === 'connected' ? 'Claude Code asks here.' : 'Claude Code is not connected.';
  if (troubles === 0) return standing;
  return `${standing} ${troubles === 1 ? '1 thing needs' : `${troubles} things need`} a look: see Connection.`;
}
