import * as vscode from 'vscode';
import * as z from 'zod/mini';
import type { Desk } from '../broker/desk.ts';
import type { DeviceStatus } from '../protocol/remote-status.ts';
import { chooseAddress } from './choose-address.ts';
import type { CommandName } from './manifest.ts';
import { confirm, inform, tell } from './messages.ts';
import type { PairingPanel } from './pairing-panel.ts';
import type { Settings } from './settings.ts';

type DeviceCommandName = Extract<
  CommandName,
  | 'turnAwayOn'
  | 'turnAwayOff'
  | 'pairDevice'
  | 'chooseAddress'
  | 'checkAddress'
  | 'resetDevices'
  | 'testPush'
  | 'renameDevice'
  | 'revokeDevice'
>;

const rowSchema = z.object({ device: z.string() });

/** What the commands about Away, the address and the devices do. */
export function deviceCommands(
  desk: Desk,
  settings: Pick<Settings, 'set'>,
  pairing: PairingPanel,
): Readonly<Record<DeviceCommandName, (argument: unknown) => Promise<void>>> {
  /** Finds the device as it is now: what was pressed may be revoked. */
  const onDevice = (act: (device: DeviceStatus) => Promise<void>) => async (argument: unknown) => {
    const { device: id } = rowSchema.parse(argument);
    const device = desk.view().remote?.devices.find((one) => one.id === id);
    if (device === undefined) void inform('This device is no longer paired.');
    else await act(device);
  };
  return {
    turnAwayOn: async () => tell(await desk.remote.setAway(true)),
    turnAwayOff: async () => tell(await desk.remote.setAway(false)),
    pairDevice: () => pairing.open(),
    chooseAddress: () => chooseAddress(desk, settings),
    checkAddress: async () => tell(await desk.remote.checkAddress()),
    async resetDevices() {
      const question =
        'Start an empty register of devices? The one on disk is set aside, and every device has to be paired again.';
      if (await confirm(question, 'Start Empty')) tell(await desk.remote.resetDevices());
    },
    testPush: onDevice(async ({ id }) => tell(await desk.remote.testPush(id))),
    renameDevice: onDevice(async ({ id, name }) => {
      const renamed = await vscode.window.showInputBox({
        title: 'Rename Device',
        value: name,
        validateInput: problemOfName,
      });
      if (renamed !== undefined) tell(await desk.remote.renameDevice(id, renamed.trim()));
    }),
    revokeDevice: onDevice(async ({ id, name }) => {
      const question = `Revoke ${name}? From then on nothing it sends counts, also what is on its way.`;
      if (await confirm(question, 'Revoke')) tell(await desk.remote.revokeDevice(id));
    }),
  };
}

function problemOfName(name: string): string | null {
  const { length } = name.trim();
  if (length === 0) return 'Give it a name by which you know it.';
  return length > 64 ? 'A name has at most 64 characters.' : null;
}
