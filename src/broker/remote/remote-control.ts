import type { Outcome } from '../../core/request/item.ts';
import type { TunnelProgram } from '../../protocol/remote-status.ts';
import type { RemoteSettings } from './remote-settings.ts';

/** What a person does about Away, the address and their devices. */
export interface RemoteControl {
  /** Away by hand: it stays so until it is turned off by hand. */
  setAway(on: boolean): Promise<Outcome>;
  /** Opens a pairing for one device, for two minutes; an earlier one is closed. */
  openPairing(): Promise<Outcome>;
  /** The six digits that the device shows, as the person typed them. */
  typeDigits(text: string): Promise<Outcome>;
  cancelPairing(): void;
  renameDevice(id: string, name: string): Promise<Outcome>;
  /** From then on nothing of that device counts, also what is on its way. */
  revokeDevice(id: string): Promise<Outcome>;
  /** Sends a push that shows nothing of any request, and waits until the device confirms it. */
  testPush(id: string): Promise<Outcome>;
  /** Starts an empty register of devices in the place of one that is not ours any more. */
  resetDevices(): Promise<Outcome>;
  /** Looks whether the address leads here, and starts its program anew where that has ended. */
  checkAddress(): Promise<Outcome>;
  /** The programs on this machine that can lead an address here. */
  tunnelPrograms(): Promise<readonly TunnelProgram[]>;
  /** The person's settings have changed. */
  configure(settings: RemoteSettings): void;
}
