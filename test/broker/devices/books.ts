import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  openDeviceBook,
  type OpenDeviceBook,
} from '../../../src/broker/devices/open-device-book.ts';
import type { Device } from '../../../src/core/pairing/device.ts';
import { handClock, keptLog } from '../../fakes/queue-ports.ts';
import { fakeVault, type FakeVault } from '../../fakes/vault.ts';
import { freshFolder } from '../store/folders.ts';

/** A paired device with any field replaced. */
export function aDevice(id: string, fields: Partial<Device> = {}): Device {
  return {
    id,
    name: `Phone ${id}`,
    signingKey: `signing-${id}`,
    agreementKey: `agreement-${id}`,
    origin: 'https://desk.example',
    pairedAt: 1_000,
    ...fields,
  };
}

/** A storage folder and a vault, and the registers opened on them one after the other. */
export interface Shelf {
  readonly folder: string;
  readonly path: string;
  readonly vault: FakeVault;
  /** Opens the register; the one before is closed. */
  open(): Promise<OpenDeviceBook>;
  /** Opens it as after a crash: the one before is just left. */
  openAfterCrash(): Promise<OpenDeviceBook>;
  read(): Promise<string>;
  write(text: string): Promise<void>;
}

/** An empty shelf. */
export async function aShelf(): Promise<Shelf> {
  const folder = await freshFolder();
  const path = join(folder, 'devices.jsonl');
  const vault = fakeVault();
  const clock = handClock();
  let last: OpenDeviceBook | null = null;
  async function openAfterCrash(): Promise<OpenDeviceBook> {
    last = await openDeviceBook({ folder, vault, clock, log: keptLog() });
    return last;
  }
  onTestFinished(async () => last?.close());
  return {
    folder,
    path,
    vault,
    openAfterCrash,
    async open() {
      await last?.close();
      return openAfterCrash();
    },
    read: () => readFile(path, 'utf8'),
    write: (text) => writeFile(path, text),
  };
}

/** The ids of the devices that count. */
export function idsOf(book: OpenDeviceBook): string[] {
  return book.list().map(({ id }) => id);
}
