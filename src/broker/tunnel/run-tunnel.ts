import type { TunnelChoice } from '../remote/remote-settings.ts';
import { followAddress } from './follow-address.ts';
import { describeTunnel } from './programs/all.ts';
import { createStatusBoard } from './status-board.ts';
import { notRunning, superviseProgram } from './supervise-program.ts';
import type { RunningTunnel, TunnelPorts } from './tunnel-ports.ts';

/**
 * Opens the way from an address outside to the remote page, and keeps it open until it is stopped.
 * The listener has to be there before, so that the tunnel never leads to a port that another program
 * may open; stop the tunnel before the listener. Every address is announced only once a challenge
 * has come through it, and no longer than it does.
 * @param port the port of the remote page on 127.0.0.1
 */
export function runTunnel(choice: TunnelChoice, port: number, ports: TunnelPorts): RunningTunnel {
  switch (choice.kind) {
    case 'none':
      return notRunning(createStatusBoard((status) => ports.onChange(status)));
    case 'url':
      return followAddress(choice.origin, ports);
    case 'program': {
      const { destination, origin = null } = choice;
      return superviseProgram(describeTunnel(choice.program), { port, destination, origin }, ports);
    }
  }
}
