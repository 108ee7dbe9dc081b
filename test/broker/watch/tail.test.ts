import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followFile } from '../../../src/broker/watch/tail.ts';

let folder: string;
let path: string;
const noteMiss = vi.fn();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tail-'));
  path = join(folder, 'transcript.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file that grows', () => {
  it('gives each line once, when it is whole', async () => {
    const tail = followFile(path, noteMiss);
    await writeFile(path, 'one\ntw');
    expect(await tail.read()).toEqual(['one']);
    await appendFile(path, 'o\nthree\n');
    expect(await tail.read()).toEqual(['two', 'three']);
    expect(await tail.read()).toEqual([]);
  });

  it('puts a character together that was cut in two', async () => {
    const tail = followFile(path, noteMiss);
    const bytes = Buffer.from('é\n');
    await writeFile(path, bytes.subarray(0, 1));
    expect(await tail.read()).toEqual([]);
    await appendFile(path, bytes.subarray(1));
    expect(await tail.read()).toEqual(['é']);
  });

  it('has no lines until it exists, and says so', async () => {
    const tail = followFile(path, noteMiss);
    expect(await tail.read()).toEqual([]);
    expect(noteMiss).toHaveBeenCalledOnce();
    await writeFile(path, 'one\n');
    expect(await tail.read()).toEqual(['one']);
  });

  it('begins again when it was cut short', async () => {
    const tail = followFile(path, noteMiss);
    await writeFile(path, 'one\ntwo\n');
    await tail.read();
    await writeFile(path, 'new\n');
    expect(await tail.read()).toEqual(['new']);
  });

  it('that is very long is read from near its end, at a whole line', async () => {
    const long = `${'x'.repeat(1024 * 1024)}\n`;
    await writeFile(path, `${long.repeat(5)}last\n`);
    const lines = await followFile(path, noteMiss).read();
    expect(lines.at(-1)).toBe('last');
    expect(lines.length).toBeLessThan(5);
    expect(lines.every((line) => line === 'last' || line.length === 1024 * 1024)).toBe(true);
  });
});
