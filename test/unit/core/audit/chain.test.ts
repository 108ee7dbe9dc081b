import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../../src/broker/store/sha256.ts';
import {
  CHAIN_START,
  checkLine,
  link,
  NOTHING_CHECKED,
  verify,
  type ChainEnd,
  type ChainLine,
} from '../../../../src/core/audit/chain.ts';

function chainOf(length: number): ChainLine[] {
  const lines: ChainLine[] = [];
  let end: ChainEnd = CHAIN_START;
  for (let at = 0; at < length; at += 1) {
    const line = link(sha256, end, 1_000 + at, { kind: 'expired', request: `r${at}` });
    lines.push(line);
    end = line;
  }
  return lines;
}

describe('the chain', () => {
  test('hashes a line the way anyone can repeat with any SHA-256', () => {
    const line = link(sha256, CHAIN_START, 5, { kind: 'expired', request: 'r1' });
    // printf '{"at":5,"entry":{"kind":"expired","request":"r1"},"n":1,"prev":"00…00"}' | sha256sum
    expect(line.hash).toBe('6f3057197c09b98c115cd1f82333ecbfad4f756741a4212d2c19be855f813ecc');
  });

  test('is intact as it was linked, and says how far it goes', () => {
    const lines = chainOf(3);
    expect(verify(sha256, [])).toEqual(NOTHING_CHECKED);
    expect(verify(sha256, lines)).toEqual({ kind: 'intact', count: 3, hash: lines[2]?.hash });
  });

  test('names the first line that is wrong, and why', () => {
    const [one, two, three] = chainOf(3) as [ChainLine, ChainLine, ChainLine];
    const edited = { ...two, at: 1 };
    const forged = link(sha256, one, 1, { kind: 'expired', request: 'other' });
    const broken = (line: number, why: string) => ({ kind: 'broken', line, why });
    expect(verify(sha256, [one, edited, three])).toEqual(
      broken(2, 'was changed after it was written'),
    );
    expect(verify(sha256, [one, three])).toEqual(broken(2, 'is number 3 where number 2 belongs'));
    expect(verify(sha256, [one, forged, three])).toEqual(
      broken(3, 'does not follow the line before it'),
    );
    expect(verify(sha256, [one, null, three])).toEqual(broken(2, 'can’t be read'));
    expect(verify(sha256, [two])).toEqual(broken(1, 'is number 2 where number 1 belongs'));
  });

  test('stays broken where it first was', () => {
    const [one] = chainOf(1) as [ChainLine];
    const broken = { kind: 'broken', line: 7, why: 'can’t be read' } as const;
    expect(checkLine(sha256, broken, one)).toBe(broken);
  });

  test('can’t tell that the last lines were cut off', () => {
    expect(verify(sha256, chainOf(5).slice(0, 3)).kind).toBe('intact');
  });
});
