import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../../core/audit/chain.ts';
import type { AuditEntry } from '../../core/audit/entry.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { checkAuditFile } from './audit-check.ts';
import { createAuditWriter } from './audit-writer.ts';
import { createFifo } from './fifo.ts';
import { StoreError, storeError } from './store-error.ts';

/** What the audit log needs. */
export interface AuditLogOptions {
  /** Where its file lives; made if it is not there. No other process may write there meanwhile. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears, in words for the person, that the log can't be written or was changed by others. */
  readonly onProblem: (message: string) => void;
}

/** The record of what was asked and answered: lines that are only ever added, each safe on disk. */
export interface AuditLog {
  /**
   * Puts an entry on record; entries keep the order of the calls.
   * @returns once it is synced to disk; rejects with a `StoreError`, and then nothing of it is there.
   */
  append(entry: AuditEntry): Promise<void>;
  /** Checks every line, in pieces. Rejects with a `StoreError` where they can't be read. */
  verify(): Promise<Verdict>;
  /** Lets what was begun end, and takes no more entries; a check that still runs is given up. */
  close(): Promise<void>;
}

const FILE_NAME = 'audit.jsonl';

/**
 * Opens the log, looking only at its end: a last line that was never finished is cut off, which goes
 * on record. Then every line is checked in the background; a break is told and never mended, and
 * stays to be found. It opens whatever is wrong; `append` tries again, and rejects if it can't.
 */
export async function openAuditLog({
  folder,
  clock,
  log,
  onProblem,
}: AuditLogOptions): Promise<AuditLog> {
  const path = join(folder, FILE_NAME);
  const inTurn = createFifo();
  const closing = new AbortController();
  let failing = false;
  const writer = createAuditWriter({
    path,
    clock,
    log,
    onForeignChange: () =>
      onProblem(
        `The audit log ${path} was changed or removed by another program. New entries follow, and a check of the log names the place.`,
      ),
  });

  function report(error: StoreError): void {
    log.error(error.message, { code: error.code, cause: String(error.cause) });
    if (!failing) onProblem(error.message);
    failing = true;
  }

  async function append(entry: AuditEntry): Promise<void> {
    try {
      await writer.append(entry);
      failing = false;
    } catch (cause) {
      const error = storeError('The audit log could not be written', cause);
      report(error);
      throw error;
    }
  }

  async function verify(): Promise<Verdict> {
    try {
      // In turn, so that no line is looked at half written.
      const { size } = await inTurn(() => stat(path));
      return await checkAuditFile(path, size, closing.signal);
    } catch (cause) {
      throw storeError('The audit log could not be read', cause);
    }
  }

  async function checkAtOpen(): Promise<void> {
    try {
      const verdict = await verify();
      if (verdict.kind === 'intact') return;
      onProblem(
        `The audit log ${path} is broken: line ${verdict.line} ${verdict.why}. It is kept as it is, and new entries follow.`,
      );
    } catch (cause) {
      if (!closing.signal.aborted) report(storeError('The audit log could not be read', cause));
    }
  }

  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await inTurn(() => writer.open());
  } catch (cause) {
    report(storeError('The audit log could not be opened', cause));
  }
  const checking = checkAtOpen();

  return {
    append(entry) {
      if (closing.signal.aborted) return Promise.reject(closedError());
      return inTurn(() => append(entry));
    },
    verify,
    async close() {
      closing.abort();
      await checking;
      await inTurn(() => Promise.resolve());
    },
  };
}

function closedError(): StoreError {
  return new StoreError(
    'closed',
    'The audit log is closed: this window no longer runs the desk.',
    null,
  );
}
