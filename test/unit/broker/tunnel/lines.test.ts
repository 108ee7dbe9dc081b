import { describe, expect, it } from 'vitest';
import { LONGEST_LINE, readLines } from '../../../../src/broker/tunnel/lines.ts';

function linesOf(...chunks: readonly (string | Uint8Array)[]): string[] {
  const lines: string[] = [];
  const reader = readLines((line) => lines.push(line));
  for (const chunk of chunks) reader.push(Buffer.from(chunk));
  reader.end();
  return lines;
}

describe('reading lines', () => {
  it('holds a line back until it is whole', () => {
    const lines: string[] = [];
    const reader = readLines((line) => lines.push(line));
    reader.push(Buffer.from('https://half'));
    expect(lines).toEqual([]);
    reader.push(Buffer.from('-name.example\nrest'));
    expect(lines).toEqual(['https://half-name.example']);
    reader.end();
    expect(lines).toEqual(['https://half-name.example', 'rest']);
  });

  it('knows all line ends, also between chunks, and leaves out empty lines', () => {
    expect(linesOf('a\r', '\nb\n\n  \nc\rd\n')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('joins a character that was cut', () => {
    const bytes = Buffer.from('naïve €\n');
    expect(linesOf(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(['naïve €']);
  });

  it('leaves out colours, links, titles and control characters', () => {
    expect(
      linesOf('\x1b[1;31mred\x1b[0m \x1b]8;;https://x\x07link\x1b]8;;\x07 \x07b\x00c\x1b(B\n'),
    ).toEqual(['red link bc']);
  });

  it('keeps the start of a line without end, and no more', () => {
    const flood = Array.from({ length: 1000 }, () => 'x'.repeat(1000));
    const [first, second] = linesOf(...flood, '\nnext\n');
    expect(first).toHaveLength(LONGEST_LINE);
    expect(second).toBe('next');
  });
});
