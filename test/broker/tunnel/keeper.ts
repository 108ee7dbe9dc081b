import { build } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { checkout } from '../../rigs/process.ts';

/** A folder that is gone when the file's tests are through. */
export function folderForTests(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-tunnel-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Bundles the keeper as the product has it. */
export async function bundleKeeper(folder: string): Promise<string> {
  return bundle('src/broker/tunnel/keeper.ts', join(folder, 'tunnel-keeper.cjs'));
}

/** Bundles a file of this checkout for Node. */
export async function bundle(entry: string, outfile: string): Promise<string> {
  await build({
    entryPoints: [join(checkout, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return outfile;
}

/**
 * Writes a stand-in for a tunnel program: Node runs it, with `process.argv` as the program has it.
 * @returns its path, to be run by itself
 */
export function standIn(folder: string, name: string, code: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!${process.execPath}\n${code}`, { mode: 0o755 });
  return path;
}
