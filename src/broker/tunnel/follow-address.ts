import { riskOf } from './address/risk.ts';
import { createStatusBoard } from './status-board.ts';
import { verifyFor, type RunningTunnel, type TunnelPorts } from './tunnel-ports.ts';
import { watchAddress } from './watch-address.ts';

const BY = 'Your own address';

/** Follows an address whose tunnel a person runs themselves. */
export function followAddress(origin: string, ports: TunnelPorts): RunningTunnel {
  const board = createStatusBoard((status) => ports.onChange(status));
  board.report({ kind: 'starting', by: BY });
  const watch = watchAddress(
    (signal) => verifyFor(ports, origin, signal),
    (reach) => {
      if (reach.kind === 'failed') {
        ports.log.warn('The address does not lead here', { code: reach.code });
        board.report({ kind: 'down', by: BY, message: reach.message });
        return;
      }
      board.report({ kind: 'up', by: BY, origin, risk: riskOf(origin), verifiedAt: Date.now() });
    },
    ports.timing,
  );
  return {
    status: () => board.status(),
    check: () => watch.check(),
    stop() {
      watch.stop();
      board.close();
      return Promise.resolve();
    },
  };
}
