import type { PanelSnapshot } from '../protocol/panel.ts';
import type { DeviceStatus, RemoteStatus } from '../protocol/remote-status.ts';

/** What the panel says of Away; null where no device is paired. */
export function awayInShort(remote: RemoteStatus): PanelSnapshot['away'] {
  const { away, devices } = remote;
  if (devices.length === 0) return null;
  return { on: away.on, devices: devices.map(({ name }) => name), problem: awayProblem(remote) };
}

/** What keeps requests from reaching the person's devices, in a sentence; null where nothing does. */
export function awayProblem({
  away,
  devices,
  listener,
  tunnel,
  paused,
}: RemoteStatus): string | null {
  if (!away.on) return null;
  if (listener.kind === 'failed') return listener.message;
  if (tunnel.kind === 'down') return tunnel.message;
  if (tunnel.kind === 'none') {
    return 'There is no address yet by which your devices reach this desk. Choose one in the Devices view.';
  }
  if (devices.every(({ push }) => !push.subscribed)) {
    return 'None of your devices gets pushes yet. Open the page on one and turn notifications on.';
  }
  const unheard = devices.map(problemOf).find((problem) => problem !== null);
  if (unheard !== undefined) return unheard;
  if (paused === 0) return null;
  const whose = paused === 1 ? 'one session' : `${paused} sessions`;
  return `After several denials in a row, what ${whose} asks is not sent to your devices. Answer here.`;
}

function problemOf({ name, push }: DeviceStatus): string | null {
  return push.problem === null ? null : `${name}: ${push.problem}`;
}
