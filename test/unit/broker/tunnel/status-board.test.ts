import { expect, it } from 'vitest';
import { createStatusBoard } from '../../../../src/broker/tunnel/status-board.ts';
import type { TunnelStatus } from '../../../../src/protocol/remote-status.ts';

it('tells each change once, "none" when it is closed, and nothing after', () => {
  const told: TunnelStatus[] = [];
  const board = createStatusBoard((status) => told.push(status));
  const starting: TunnelStatus = { kind: 'starting', by: 'SSH' };
  board.report(starting);
  board.report({ ...starting });
  board.close();
  board.report(starting);
  expect(told).toEqual([starting, { kind: 'none' }]);
  expect(board.status()).toEqual({ kind: 'none' });
});
