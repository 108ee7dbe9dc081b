import { canonicalJson, type JsonObject } from '../json.ts';
import type { Hash } from '../ports.ts';

/** One line of the audit log. Each holds the hash of the one before, so that none can change alone. */
export type ChainLine = {
  /** Counts from 1, without a gap. */
  readonly n: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The hash of the line before. */
  readonly prev: string;
  /** What is on record; the chain holds whatever it is. */
  readonly entry: JsonObject;
  /** SHA-256 over all of the above as canonical JSON. */
  readonly hash: string;
};

/** Where a chain ends: what the next line holds on to. */
export interface ChainEnd {
  readonly n: number;
  readonly hash: string;
}

/** The end of a chain that has no line yet. */
export const CHAIN_START: ChainEnd = { n: 0, hash: '0'.repeat(64) };

/** What checking a chain found; `line` counts from 1, `why` completes "Line 3 …". */
export type Verdict =
  | {
      readonly kind: 'intact';
      readonly count: number;
      /** The hash of the last line. */
      readonly hash: string;
    }
  | { readonly kind: 'broken'; readonly line: number; readonly why: string };

/** The verdict on a chain that has no line yet. */
export const NOTHING_CHECKED: Extract<Verdict, { kind: 'intact' }> = {
  kind: 'intact',
  count: CHAIN_START.n,
  hash: CHAIN_START.hash,
};

/** The next line of a chain. */
export function link(hash: Hash, end: ChainEnd, at: number, entry: JsonObject): ChainLine {
  const content = { n: end.n + 1, at, prev: end.hash, entry };
  return { ...content, hash: hash.sha256(canonicalJson(content)) };
}

/**
 * The verdict on a chain with one line more; a broken one stays broken where it first was.
 * @param line null for a line that can't be read.
 */
export function checkLine(hash: Hash, soFar: Verdict, line: ChainLine | null): Verdict {
  if (soFar.kind === 'broken') return soFar;
  const broken = (why: string): Verdict => ({ kind: 'broken', line: soFar.count + 1, why });
  if (line === null) return broken('can’t be read');
  const { hash: claimed, ...content } = line;
  if (claimed !== hash.sha256(canonicalJson(content))) {
    return broken('was changed after it was written');
  }
  if (line.n !== soFar.count + 1) {
    return broken(`is number ${line.n} where number ${soFar.count + 1} belongs`);
  }
  if (line.prev !== soFar.hash) return broken('does not follow the line before it');
  return { kind: 'intact', count: line.n, hash: line.hash };
}

/**
 * Checks a whole chain, from its first line. Any line that was edited, removed, added or moved is
 * found, and so is one that can't be read (null). Two things can't be found in the lines alone:
 * that the last ones were cut off, and that the whole chain was written anew from some line on.
 * For those, keep a verdict's count and hash in another place, and compare.
 */
export function verify(hash: Hash, lines: Iterable<ChainLine | null>): Verdict {
  let verdict: Verdict = NOTHING_CHECKED;
  for (const line of lines) verdict = checkLine(hash, verdict, line);
  return verdict;
}
