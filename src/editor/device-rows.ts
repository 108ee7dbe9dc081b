import { visibleLine } from '../core/visible.ts';
import type { DeskView } from '../broker/desk.ts';
import type { DeviceStatus, RemoteStatus, TunnelStatus } from '../protocol/remote-status.ts';
import type { CommandName } from './manifest.ts';

/** One row of the Devices view. */
export interface DeviceRow {
  /** The same for the same thing, whatever its words. */
  readonly id: string;
  /** What its menu goes by. */
  readonly kind: 'away' | 'address' | 'device' | 'problem';
  readonly label: string;
  /** Small, beside the label. */
  readonly description: string;
  readonly tooltip: string;
  /** The name of one of the editor's icons. */
  readonly icon: string;
  /** The command that pressing it runs; null for none. */
  readonly press: CommandName | null;
  /** The device it stands for; null for what is none. */
  readonly device: string | null;
}

/**
 * The Devices view: Away, the address, then the devices. Nothing where none is paired and no pairing
 * was begun: the view then says how to begin.
 * @param now milliseconds since 1970
 */
export function deviceRows({ remote }: DeskView, now: number): readonly DeviceRow[] {
  if (remote === null) return [];
  const { devices, problem, listener, tunnel } = remote;
  const trouble = problem === null ? [] : [registerRow(problem)];
  if (devices.length === 0 && listener.kind === 'off' && tunnel.kind === 'none') return trouble;
  return [
    ...trouble,
    awayRow(remote),
    addressRow(remote),
    ...devices.map((device) => deviceRow(device, now)),
  ];
}

function registerRow(problem: string): DeviceRow {
  return {
    id: 'problem',
    kind: 'problem',
    label: 'No device counts',
    description: 'press to start anew',
    tooltip: problem,
    icon: 'error',
    press: 'resetDevices',
    device: null,
  };
}

function awayRow({ away }: RemoteStatus): DeviceRow {
  const row = { id: 'away', kind: 'away', device: null } as const;
  if (!away.on) {
    return {
      ...row,
      label: 'Away is off',
      description: 'requests stay here',
      tooltip: 'Nothing is sent to your devices. Press to turn Away on.',
      icon: 'home',
      press: 'turnAwayOn',
    };
  }
  return {
    ...row,
    label: 'Away is on',
    description: away.by === 'unfocused' ? 'nobody at the desk' : 'until you turn it off',
    tooltip: 'What Claude Code asks is sent to your devices. Press to turn Away off.',
    icon: 'device-mobile',
    press: 'turnAwayOff',
  };
}

function addressRow({ listener, tunnel }: RemoteStatus): DeviceRow {
  const row = { id: 'address', kind: 'address', device: null } as const;
  if (listener.kind === 'failed') {
    return {
      ...row,
      label: 'The page for your devices could not start',
      description: 'press to try again',
      tooltip: listener.message,
      icon: 'error',
      press: 'checkAddress',
    };
  }
  return { ...row, ...tunnelWords(tunnel) };
}

type Words = Pick<DeviceRow, 'label' | 'description' | 'tooltip' | 'icon' | 'press'>;

function tunnelWords(tunnel: TunnelStatus): Words {
  switch (tunnel.kind) {
    case 'none':
      return {
        label: 'No address',
        description: 'press to choose one',
        tooltip: 'Your devices reach this desk by an address outside. There is none yet.',
        icon: 'globe',
        press: 'chooseAddress',
      };
    case 'starting':
      return {
        label: 'Getting an address',
        description: tunnel.by,
        tooltip: `${tunnel.by} is starting.`,
        icon: 'sync',
        press: null,
      };
    case 'up':
      return {
        label: tunnel.origin,
        description: tunnel.by,
        tooltip: `${tunnel.risk} Press to check that it leads here.`,
        icon: 'pass',
        press: 'checkAddress',
      };
    case 'down':
      return {
        label: 'The address does not lead here',
        description: 'press to try again',
        tooltip: tunnel.message,
        icon: 'error',
        press: 'checkAddress',
      };
  }
}

function deviceRow({ id, name, lastSeenAt, push }: DeviceStatus, now: number): DeviceRow {
  const seen = lastSeenAt === null ? 'not seen yet' : `seen ${ago(now - lastSeenAt)}`;
  const confirmed =
    push.confirmedAt === null
      ? 'It has not confirmed a push yet.'
      : `It last confirmed a push ${ago(now - push.confirmedAt)}.`;
  const pushes = push.subscribed
    ? confirmed
    : 'It gets no pushes: open the page there and turn notifications on.';
  return {
    id: `device:${id}`,
    kind: 'device',
    label: visibleLine(name),
    description: push.problem ?? `${seen}${push.subscribed ? '' : ', no pushes'}`,
    tooltip: `${push.problem === null ? '' : `${push.problem} `}${capital(seen)}. ${pushes}`,
    icon: push.problem === null ? 'device-mobile' : 'warning',
    press: null,
    device: id,
  };
}

function ago(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
