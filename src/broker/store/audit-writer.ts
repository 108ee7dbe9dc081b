import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CHAIN_START, link, type ChainEnd } from '../../core/audit/chain.ts';
import type { AuditEntry } from '../../core/audit/entry.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { formatAuditLine, parseAuditLine, readTail } from './audit-file.ts';
import { syncFolder } from './durable-file.ts';
import { putLine, withLines, type LinesEnd } from './line-file.ts';
import { sha256 } from './sha256.ts';

/** What the writer of the audit log needs. */
export interface AuditWriterOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Hears that another program changed or removed the file while it was ours. */
  readonly onForeignChange: () => void;
}

/** Adds lines to the audit log file. One call at a time; each rejects with what the file system threw. */
export interface AuditWriter {
  /** Makes the file if it is not there, and cuts off a last line that was never finished. */
  open(): Promise<void>;
  /** Resolves once the entry is synced to disk; where it rejects, nothing of it is in the file. */
  append(entry: AuditEntry): Promise<void>;
}

/** Where the log stands, so that the next line needs no reading. */
interface Standing extends LinesEnd {
  readonly end: ChainEnd;
}

/** Makes the writer of one audit log file; the file itself is opened anew for each line. */
export function createAuditWriter({
  path,
  clock,
  log,
  onForeignChange,
}: AuditWriterOptions): AuditWriter {
  let standing: Standing | null = null;

  async function writeLine(file: FileHandle, at: Standing, entry: AuditEntry): Promise<Standing> {
    const line = link(sha256, at.end, clock.now(), entry);
    return { ...(await putLine(file, at, formatAuditLine(line))), end: line };
  }

  async function cutBack(file: FileHandle, bytes: number): Promise<boolean> {
    try {
      await file.truncate(bytes);
      return true;
    } catch (cause) {
      log.error('A failed line of the audit log could not be cut off yet', {
        cause: String(cause),
      });
      return false;
    }
  }

  /** Looks at the end of the file, and puts the record of a repair in the place of an unfinished line. */
  async function look(file: FileHandle): Promise<Standing> {
    await file.chmod(0o600);
    await syncFolder(dirname(path));
    const { wholeBytes, lastLine, torn } = await readTail(file);
    // Once lines were written, the chain goes on from them: what others did to the file then shows.
    const end = standing?.end ?? (lastLine && parseAuditLine(lastLine)) ?? CHAIN_START;
    const found = { bytes: wholeBytes, end, remains: torn.length > 0 };
    if (!found.remains) return found;
    log.warn('The audit log ended in an unfinished line', { bytes: torn.length });
    const cutSha256 = sha256.sha256(torn.toString('utf8'));
    return writeLine(file, found, { kind: 'log-repaired', cutBytes: torn.length, cutSha256 });
  }

  async function currentStanding(file: FileHandle): Promise<Standing> {
    if (!standing) return look(file);
    const { size } = await file.stat();
    if (standing.remains || size === standing.bytes) return standing;
    onForeignChange();
    return look(file);
  }

  return {
    open: () => withLines(path, async (file) => void (standing = await look(file))),
    append: (entry) =>
      withLines(path, async (file) => {
        const at = await currentStanding(file);
        try {
          standing = await writeLine(file, at, entry);
        } catch (cause) {
          standing = { ...at, remains: !(await cutBack(file, at.bytes)) };
          throw cause;
        }
      }),
  };
}
