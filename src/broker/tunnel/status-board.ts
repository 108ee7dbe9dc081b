import type { TunnelStatus } from '../../protocol/remote-status.ts';

/** The status of a tunnel, told whenever it changes. */
export interface StatusBoard {
  status(): TunnelStatus;
  report(status: TunnelStatus): void;
  /** Reports "none", and nothing more after it. */
  close(): void;
}

/** Keeps the status of a tunnel. */
export function createStatusBoard(onChange: (status: TunnelStatus) => void): StatusBoard {
  let status: TunnelStatus = { kind: 'none' };
  let closed = false;
  const report = (next: TunnelStatus): void => {
    if (closed || JSON.stringify(next) === JSON.stringify(status)) return;
    status = next;
    onChange(next);
  };
  return {
    status: () => status,
    report,
    close() {
      report({ kind: 'none' });
      closed = true;
    },
  };
}
