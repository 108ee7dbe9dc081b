import { readFile } from 'node:fs/promises';
import {
  CHAIN_START,
  checkLine,
  NOTHING_CHECKED,
  type ChainEnd,
  type ChainLine,
  type Verdict,
} from '../../core/audit/chain.ts';
import { canonicalJson } from '../../core/json.ts';
import { afterEntry, EMPTY_REGISTER, type Register } from '../../core/pairing/register.ts';
import {
  registerEntrySchema,
  registerLineSchema,
  type RegisterLine,
} from '../../protocol/device-register.ts';
import { sha256 } from '../store/sha256.ts';
import { systemCode } from '../store/store-error.ts';
import { hmacSha256, isSameSecret } from './keys.ts';

/** What the file of the register holds. */
export interface RegisterFile {
  /** The finished lines, byte for byte. */
  readonly bytes: Buffer;
  /** A line behind them was begun and never finished. */
  readonly torn: boolean;
  readonly register: Register;
  readonly end: ChainEnd;
  /** The hash of the line before the last. */
  readonly beforeEnd: string;
}

/** What reading the file came to; `why` completes "The register of paired devices …". */
export type ReadRegister =
  | { readonly kind: 'ours'; readonly file: RegisterFile }
  | { readonly kind: 'not-ours'; readonly why: string };

const NEWLINE = 0x0a;

/** A line of the register in its one spelling, with its newline. */
export function formatRegisterLine(key: string, line: ChainLine): Buffer {
  return spell({ line, mac: macOf(key, line) });
}

/** The finished lines and what follows them; nothing where there is no file. */
export async function readRegisterBytes(
  path: string,
): Promise<{ readonly bytes: Buffer; readonly torn: boolean }> {
  const all = await readIfThere(path);
  const whole = all.lastIndexOf(NEWLINE) + 1;
  return { bytes: all.subarray(0, whole), torn: whole < all.length };
}

/**
 * Reads all lines of a register and checks each: that it is spelled as we would, that it follows the
 * one before, and that it was made with this key.
 */
export function readRegister(key: string, bytes: Buffer, torn: boolean): ReadRegister {
  let verdict: Verdict = NOTHING_CHECKED;
  let register = EMPTY_REGISTER;
  let beforeEnd = CHAIN_START.hash;
  for (const text of linesOf(bytes)) {
    const read = parseLine(text);
    const before: string = verdict.hash;
    verdict = checkLine(sha256, verdict, read?.line ?? null);
    if (verdict.kind === 'broken') {
      return { kind: 'not-ours', why: `was changed: its line ${verdict.line} ${verdict.why}` };
    }
    if (!read || !isSameSecret(read.mac, macOf(key, read.line))) {
      return { kind: 'not-ours', why: `was changed: its line ${verdict.count} was not made here` };
    }
    const entry = registerEntrySchema.safeParse(read.line.entry);
    if (!entry.success) {
      return { kind: 'not-ours', why: `was written by another version: line ${verdict.count}` };
    }
    beforeEnd = before;
    register = afterEntry(register, entry.data);
  }
  const end = { n: verdict.count, hash: verdict.hash };
  return { kind: 'ours', file: { bytes, torn, register, end, beforeEnd } };
}

/**
 * What is wrong with where a register ends.
 * @param head where it ended when it was last written; null where nothing was written yet.
 * @returns null where it ends there, or one line later: that one was on disk when the power went,
 *   and could only be made with our key.
 */
export function endFault({ end, beforeEnd }: RegisterFile, head: ChainEnd | null): string | null {
  const { n, hash } = head ?? CHAIN_START;
  if (end.n < n) return 'is an older one, or lines were cut off its end';
  if (end.n === n) return end.hash === hash ? null : 'is another one';
  if (head === null) return 'is there, but nothing is known of it';
  return end.n === n + 1 && beforeEnd === hash ? null : 'is another one';
}

/** Null where it is no line, or not spelled to the byte as it would have been written. */
function parseLine(bytes: Buffer): RegisterLine | null {
  try {
    const read = registerLineSchema.parse(JSON.parse(bytes.toString('utf8')));
    return spell(read).subarray(0, -1).equals(bytes) ? read : null;
  } catch {
    // Not JSON, another shape, or nested too deeply to walk: in each case no line of ours.
    return null;
  }
}

function spell(line: RegisterLine): Buffer {
  return Buffer.from(`${canonicalJson(line)}\n`, 'utf8');
}

function macOf(key: string, { hash }: ChainLine): string {
  return hmacSha256(key, `countersign register 1\n${hash}`);
}

function* linesOf(bytes: Buffer): Generator<Buffer> {
  let start = 0;
  for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
    yield bytes.subarray(start, end);
    start = end + 1;
  }
}

async function readIfThere(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return Buffer.alloc(0);
    throw cause;
  }
}
