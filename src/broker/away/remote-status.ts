import type { Device } from '../../core/pairing/device.ts';
import type { DeviceTrace } from '../../protocol/device-state.ts';
import type { DeviceStatus, RemoteStatus } from '../../protocol/remote-status.ts';

/** A device as the editor lists it. */
export function deviceStatusOf(
  { id, name, pairedAt }: Device,
  { lastSeenAt, subscription, confirmedAt, pushProblem }: DeviceTrace,
): DeviceStatus {
  return {
    id,
    name,
    pairedAt,
    lastSeenAt,
    push: { subscribed: subscription !== null, confirmedAt, problem: pushProblem },
  };
}

/** The way to devices that could not be opened, and why. */
export function brokenStatus(problem: string): RemoteStatus {
  return {
    away: { on: false, by: 'never' },
    listener: { kind: 'off' },
    tunnel: { kind: 'none' },
    devices: [],
    pairing: null,
    paused: 0,
    problem,
  };
}
