import { entryOfLetBy, type LetBy } from '../../core/audit/let-by.ts';
import type { AuditEntry } from '../../core/audit/entry.ts';
import type { Log } from '../../core/ports.ts';
import { sha256 } from '../store/sha256.ts';

/** How many calls may be let by before the first of them is on disk. */
const AHEAD = 256;

/** The record of what is let by. */
export interface LetByRecord {
  /**
   * Whether a call may be let by now. While the record can be trusted to follow, it may at once; else
   * this very call is put on record first, which shows whether it works again.
   */
  mayLetBy(call: LetBy): Promise<Permit>;
}

/** Whether a call may be let by, and whether that has to be put on record once it was said. */
export type Permit =
  | { readonly kind: 'record-after'; record(): void }
  | { readonly kind: 'recorded' }
  | { readonly kind: 'refused' };

const RECORDED: Permit = { kind: 'recorded' };
const REFUSED: Permit = { kind: 'refused' };

/**
 * Keeps the record of what is let by. It is written right after a call was let by and not before,
 * since the disk costs more than the call; once it fails nothing is let by unrecorded.
 */
export function followLetBy(
  recordEntry: (entry: AuditEntry) => Promise<void>,
  log: Log,
): LetByRecord {
  let underWay = 0;
  let works = true;

  async function record(call: LetBy): Promise<boolean> {
    underWay += 1;
    try {
      await recordEntry(entryOfLetBy(sha256, call));
      works = true;
      return true;
    } catch (cause) {
      works = false;
      log.error('What is let by can’t be put on record, so it is asked', { cause: String(cause) });
      return false;
    } finally {
      underWay -= 1;
    }
  }

  return {
    async mayLetBy(call) {
      if (works && underWay < AHEAD)
        return { kind: 'record-after', record: () => void record(call) };
      return (await record(call)) ? RECORDED : REFUSED;
    },
  };
}
