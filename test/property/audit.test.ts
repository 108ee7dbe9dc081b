import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAuditLine, parseAuditLine } from '../../src/broker/store/audit-file.ts';
import { sha256 } from '../../src/broker/store/sha256.ts';
import {
  CHAIN_START,
  link,
  verify,
  type ChainEnd,
  type ChainLine,
} from '../../src/core/audit/chain.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';

const value = fc.jsonValue() as fc.Arbitrary<JsonValue>;
const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('__proto__'));
const entry: fc.Arbitrary<JsonObject> = fc.dictionary(key, value, { maxKeys: 4 });

/** The lines of a log file, each as its bytes. */
const logFile = fc
  .array(fc.record({ entry, at: fc.nat() }), { minLength: 3, maxLength: 12 })
  .map((records) => {
    const lines: Buffer[] = [];
    let end: ChainEnd = CHAIN_START;
    for (const record of records) {
      const line: ChainLine = link(sha256, end, record.at, record.entry);
      end = line;
      lines.push(formatAuditLine(line).subarray(0, -1));
    }
    return lines;
  });

const check = (lines: readonly Buffer[]) => verify(sha256, lines.map(parseAuditLine));
const pick = (lines: readonly Buffer[], seed: number) => seed % lines.length;

/** The lines with some taken out at a place, and others put in. */
function changed(lines: readonly Buffer[], at: number, out: number, ...put: Buffer[]): Buffer[] {
  return [...lines.slice(0, at), ...put, ...lines.slice(at + out)];
}

describe('the audit log, as a file', () => {
  test('is intact as it was written, whatever is on record', () => {
    fc.assert(
      fc.property(logFile, (lines) => {
        expect(check(lines)).toMatchObject({ kind: 'intact', count: lines.length });
      }),
    );
  });

  test('shows any byte that was changed, at its line', () => {
    const flip = fc.integer({ min: 1, max: 255 });
    fc.assert(
      fc.property(logFile, fc.nat(), fc.nat(), flip, (lines, row, column, bits) => {
        const at = pick(lines, row);
        const edited = Buffer.from(lines[at]!);
        const place = column % edited.length;
        edited[place] = edited[place]! ^ bits;
        expect(check(changed(lines, at, 1, edited))).toMatchObject({
          kind: 'broken',
          line: at + 1,
        });
      }),
      { numRuns: 200 },
    );
  });

  test('shows a line that says the same in another spelling', () => {
    const respell = fc.constantFrom(
      (line: ChainLine) => JSON.stringify(line, null, 1),
      ({ n, ...rest }: ChainLine) => JSON.stringify({ n, ...rest }),
      (line: ChainLine) => `${formatAuditLine(line).toString('utf8').trimEnd()} `,
      (line: ChainLine) => formatAuditLine(line).toString('utf8').replace('{', '{"at":0,'),
    );
    fc.assert(
      fc.property(logFile, fc.nat(), respell, (lines, row, spelled) => {
        const at = pick(lines, row);
        const edited = Buffer.from(spelled(parseAuditLine(lines[at]!)!));
        expect(check(changed(lines, at, 1, edited))).toMatchObject({
          kind: 'broken',
          line: at + 1,
        });
      }),
    );
  });

  test('shows any line that was removed, but for the last ones', () => {
    fc.assert(
      fc.property(logFile, fc.nat(), (lines, row) => {
        const at = row % (lines.length - 1);
        expect(check(changed(lines, at, 1))).toMatchObject({ kind: 'broken', line: at + 1 });
      }),
    );
  });

  test('shows any two lines that changed places', () => {
    fc.assert(
      fc.property(logFile, fc.nat(), fc.nat(), (lines, left, right) => {
        const [a, b] = [pick(lines, left), pick(lines, right)];
        fc.pre(a !== b);
        const moved = changed(changed(lines, a, 1, lines[b]!), b, 1, lines[a]!);
        expect(check(moved)).toMatchObject({ kind: 'broken', line: Math.min(a, b) + 1 });
      }),
    );
  });

  test('shows a line that was added, be it a copy or well forged', () => {
    fc.assert(
      fc.property(logFile, fc.nat(), fc.nat(), entry, (lines, row, source, forged) => {
        const at = pick(lines, row);
        expect(check(changed(lines, at, 0, lines[pick(lines, source)]!)).kind).toBe('broken');
        const end = at === 0 ? CHAIN_START : parseAuditLine(lines[at - 1]!)!;
        const fitting = formatAuditLine(link(sha256, end, 1, forged)).subarray(0, -1);
        fc.pre(!fitting.equals(lines[at]!));
        expect(check(changed(lines, at, 0, fitting)).kind).toBe('broken');
      }),
    );
  });

  test('shows a line that was replaced by one with a fitting hash, but for the last', () => {
    fc.assert(
      fc.property(logFile, fc.nat(), entry, (lines, row, forged) => {
        const at = row % (lines.length - 1);
        const old = parseAuditLine(lines[at]!)!;
        const end = { n: old.n - 1, hash: old.prev };
        const fitting = formatAuditLine(link(sha256, end, old.at, forged)).subarray(0, -1);
        fc.pre(!fitting.equals(lines[at]!));
        expect(check(changed(lines, at, 1, fitting))).toMatchObject({
          kind: 'broken',
          line: at + 2,
        });
      }),
    );
  });
});
