import { visibleLine } from '../core/visible.ts';
import type { PanelSnapshot } from '../protocol/panel.ts';
import type { DeviceStatus, RemoteStatus } from '../protocol/remote-status.ts';

/** What the panel says of Away; null where no device is paired. */
export function awayInShort(remote: RemoteStatus): PanelSnapshot['away'] {
  const { away, devices } = remote;
  if (devices.length === 0) return null;
  return { on: away.on, devices: devices.map(({ name }) => name), problem: awayProblem(remote) };
}

/** Where requests go while Away is on, and what is in the way; null while it is off. */
export function awaySentence(remote: RemoteStatus): string | null {
  const { away, devices } = remote;
  if (!away.on) return null;
  const names = devices.map(({ name }) => visibleLine(name)).join(', ');
  const where =
    names === ''
      ? 'Away is on, but no device is paired.'
      : `Away is on: requests also go to ${names}.`;
  const problem = names === '' ? null : awayProblem(remote);
  return problem === null ? where : `${where} ${problem}`;
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
  const problem = devices.map(problemOf).find((one) => one !== null) ?? null;
  if (problem !== null) return problem;
  if (!devices.some(({ push }) => push.subscribed)) {
    return 'None of your devices gets pushes yet. Open the page on one and turn notifications on.';
  }
  if (paused === 0) return null;
  const whose = paused === 1 ? 'one session' : `${paused} sessions`;
  return `After several denials in a row, what ${whose} asks is not sent to your devices. Answer here.`;
}

function problemOf({ name, push }: DeviceStatus): string | null {
  return push.problem === null ? null : `${name}: ${push.problem}`;
}
