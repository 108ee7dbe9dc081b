import type { DeviceEntry, PersonMark } from '../../core/audit/entry.ts';
import type { Log } from '../../core/ports.ts';
import type { Outcome } from '../../core/request/item.ts';
import type { OpenDeviceBook } from '../devices/open-device-book.ts';
import type { DeviceRecorder } from '../store/recorder.ts';

/** The register of devices, whose changes are put on record too. */
export interface RecordedBook extends OpenDeviceBook {
  /** Ends a device at the word of someone else than this window. */
  revokeBy(id: string, by: PersonMark): Promise<Outcome>;
}

/** Puts every change of a register on record once it is done; by this window, unless said otherwise. */
export function recordedBook(
  book: OpenDeviceBook,
  recorder: DeviceRecorder,
  windowName: string,
  log: Log,
): RecordedBook {
  const us: PersonMark = { kind: 'window', name: windowName };

  /** A change counts from its own file on: the record follows, and the person hears where it can't. */
  async function noted(outcome: Outcome, entry: DeviceEntry): Promise<Outcome> {
    if (outcome.kind === 'refused') return outcome;
    try {
      await recorder.record(entry);
      return outcome;
    } catch (cause) {
      log.error('A change of the devices could not be put on record', { cause: String(cause) });
      return { kind: 'done', note: 'Done; but it could not be written to the record on disk.' };
    }
  }

  async function revokeBy(id: string, by: PersonMark): Promise<Outcome> {
    const name = book.find(id)?.name ?? id;
    return noted(await book.revoke(id), { kind: 'device-revoked', device: id, name, by });
  }

  return {
    ...book,
    async add(device) {
      const { id, name } = device;
      return noted(await book.add(device), { kind: 'device-paired', device: id, name, by: us });
    },
    async rename(id, name) {
      return noted(await book.rename(id, name), {
        kind: 'device-renamed',
        device: id,
        name,
        by: us,
      });
    },
    revoke: (id) => revokeBy(id, us),
    revokeBy,
  };
}
