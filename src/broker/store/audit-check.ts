import { checkLine, NOTHING_CHECKED, type Verdict } from '../../core/audit/chain.ts';
import { parseAuditLine, readLines } from './audit-file.ts';
import { sha256 } from './sha256.ts';

/**
 * Checks the first `bytes` of an audit log file, in pieces, so that nothing else has to wait.
 * Rejects with what the file system threw, and with an `AbortError` if it is told to stop.
 */
export async function checkAuditFile(
  path: string,
  bytes: number,
  signal: AbortSignal,
): Promise<Verdict> {
  let verdict: Verdict = NOTHING_CHECKED;
  for await (const line of readLines(path, bytes, signal)) {
    verdict = checkLine(sha256, verdict, parseAuditLine(line));
    if (verdict.kind === 'broken') break;
  }
  return verdict;
}
