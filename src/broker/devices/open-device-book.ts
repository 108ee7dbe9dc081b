import type { Device } from '../../core/pairing/device.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import { createFifo } from '../store/fifo.ts';
import { StoreError } from '../store/store-error.ts';
import { VaultError } from '../vault-error.ts';
import type { DeviceBook } from './device-book.ts';
import { openRegisterStore, type RegisterStoreOptions } from './register-store.ts';

/** The register of paired devices, of the one desk that may write it. */
export interface OpenDeviceBook extends DeviceBook {
  /** Lets what was begun end, tries once more what is owed, and takes no more changes. */
  close(): Promise<void>;
}

/** Opens the register of paired devices; `problem` says what is wrong with it. */
export async function openDeviceBook(options: RegisterStoreOptions): Promise<OpenDeviceBook> {
  const { log } = options;
  const store = await openRegisterStore(options);
  const inTurn = createFifo();
  const listeners = new Set<() => void>();
  /** Devices whose revocation is on its way to the disk, and how many of them. */
  const leaving = new Map<string, number>();
  /** Devices whose revocation could not be put on disk. */
  const owed = new Set<string>();
  let closed = false;

  function changed(): void {
    for (const listener of listeners) listener();
  }

  function counts(id: string): boolean {
    return !leaving.has(id) && !owed.has(id) && store.register().devices.has(id);
  }

  function find(id: string): Device | undefined {
    return counts(id) ? store.register().devices.get(id) : undefined;
  }

  async function payOwed(): Promise<void> {
    for (const id of owed) {
      await store.append({ kind: 'revoked', id });
      owed.delete(id);
    }
  }

  /** Runs a change after all others; whatever became of it, what is shown may be different then. */
  function change(work: () => Promise<Outcome>): Promise<Outcome> {
    if (closed) return Promise.resolve(refused('not-the-desk', CLOSED));
    return inTurn(async () => {
      try {
        return await work();
      } catch (cause) {
        return refused('device-not-kept', messageOf(cause));
      } finally {
        changed();
      }
    });
  }

  /** The words of an error that is meant for the person; any other is a fault of ours. */
  function messageOf(cause: unknown): string {
    if (!(cause instanceof StoreError) && !(cause instanceof VaultError)) throw cause;
    log.error(cause.message, { code: cause.code, cause: String(cause.cause) });
    return cause.message;
  }

  async function revoke(id: string, name: string): Promise<Outcome> {
    try {
      await store.append({ kind: 'revoked', id });
      owed.delete(id);
      return DONE;
    } catch (cause) {
      owed.add(id);
      const why = messageOf(cause);
      return refused('device-not-kept', `“${name}” counts no more, but only for now. ${why}`);
    }
  }

  return {
    list: () => [...store.register().devices.values()].filter(({ id }) => counts(id)),
    find,
    wasRevoked: (id) => leaving.has(id) || owed.has(id) || store.register().revoked.has(id),
    add: (device) =>
      change(async () => {
        await payOwed();
        await store.append({ kind: 'paired', device });
        return DONE;
      }),
    rename: (id, name) =>
      change(async () => {
        if (!counts(id)) return UNKNOWN;
        await payOwed();
        await store.append({ kind: 'renamed', id, name });
        return DONE;
      }),
    revoke(id) {
      if (closed) return Promise.resolve(refused('not-the-desk', CLOSED));
      const device = store.register().devices.get(id);
      if (!device && !owed.has(id)) return Promise.resolve(UNKNOWN);
      leaving.set(id, (leaving.get(id) ?? 0) + 1);
      changed();
      return change(async () => {
        const outcome = await revoke(id, device?.name ?? id);
        const left = (leaving.get(id) ?? 1) - 1;
        if (left === 0) leaving.delete(id);
        else leaving.set(id, left);
        return outcome;
      });
    },
    problem: () => store.trouble()?.message ?? (owed.size > 0 ? OWED : null),
    reset: () =>
      change(async () => {
        if (store.trouble()?.kind === 'not-ours') {
          const aside = await store.reset();
          owed.clear();
          return asideNote(aside);
        }
        await store.reopen();
        const trouble = store.trouble();
        return trouble ? refused('device-not-kept', trouble.message) : DONE;
      }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      closed = true;
      await inTurn(async () => {
        try {
          await payOwed();
        } catch (cause) {
          messageOf(cause);
        }
      });
    },
  };
}

const DONE: Outcome = { kind: 'done', note: null };

const UNKNOWN = refused('unknown-device', 'This device is not paired.');

const CLOSED = 'This window no longer runs the desk.';

const OWED =
  'A device was revoked, but that could not be written to disk, so it would count again after a restart. It is tried again with the next change of a device, and when this window closes.';

function asideNote(aside: string | null): Outcome {
  return {
    kind: 'done',
    note: aside === null ? null : `The register that was there is kept in ${aside}.`,
  };
}
