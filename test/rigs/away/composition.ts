import type { Desk } from '../../../src/broker/desk.ts';
import type { DeskOptions } from '../../../src/broker/desk-options.ts';
import type { Outcome } from '../../../src/core/request/item.ts';
import type { RemoteStatus } from '../../../src/protocol/remote-status.ts';
import type { Certificate } from '../push/certificates.ts';
import type { PushService } from '../push/push-service.ts';

/** The far end of a real tunnel, as the tests of Away use it. */
export interface FarEnd {
  /** Where a phone reaches the desk. */
  readonly origin: string;
  readonly certificate: Pick<Certificate, 'ca' | 'cert'>;
  /** Cuts the network in mid-word. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** What a person does in the editor about Away. */
export interface AwayControl {
  setAway(on: boolean): Promise<Outcome>;
  openPairing(): Promise<Outcome>;
  typeDigits(text: string): Promise<Outcome>;
  revokeDevice(id: string): Promise<Outcome>;
}

/** A desk in this process, with its way to devices. */
export interface AwayParts {
  readonly desk: Desk;
  readonly control: AwayControl;
  readonly status: () => RemoteStatus;
  /** From now on the tunnel leads to another address. */
  moveTo(farEnd: FarEnd): void;
}

/** Whether the desk can be opened with its way to devices. */
export const isComposed = false;

/** Starts the far end of a tunnel for this host name. */
export function startFarEnd(host: string): Promise<FarEnd> {
  return Promise.reject(new Error(`There is no far end for ${host} yet.`));
}

/** Opens a desk whose tunnel leads to that far end, and whose pushes go to that service. */
export const openParts: (
  options: DeskOptions,
  farEnd: FarEnd,
  push: PushService,
) => Promise<AwayParts> = () => Promise.reject(new Error('The desk has no way to devices yet.'));
