import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startKept } from '../../../src/broker/tunnel/kept-program.ts';
import { readLines } from '../../../src/broker/tunnel/lines.ts';
import { isRunning } from '../../../src/broker/watch/process.ts';
import { waitFor } from '../../rigs/process.ts';
import { bundle, bundleKeeper, folderForTests, standIn } from './keeper.ts';

/** It takes no hint, and neither does what it starts; both say who they are. */
const STUBBORN = `
const { spawn } = require('node:child_process');
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => undefined);
if (process.argv[2] !== 'inner') spawn(process.argv[0], [process.argv[1], 'inner'], { stdio: 'inherit' });
console.log((process.argv[2] ?? 'outer') + ' ' + process.pid);
setInterval(() => undefined, 1000);
`;

describe('a program that is kept', { timeout: 20_000 }, () => {
  const folder = folderForTests();
  let keeper: string;
  let stubborn: string;
  beforeAll(async () => {
    keeper = await bundleKeeper(folder);
    stubborn = standIn(folder, 'stubborn', STUBBORN);
  });

  const pidsIn = (lines: readonly string[]): number[] =>
    lines.map((line) => Number(/^(?:outer|inner) (\d+)$/.exec(line)?.[1] ?? 0)).filter(Boolean);
  const bothOf = (lines: readonly string[]): Promise<number[]> =>
    waitFor('both programs', () => {
      const pids = pidsIn(lines);
      return pids.length === 2 && pids;
    });
  const allGone = async (pids: readonly number[], milliseconds: number): Promise<void> => {
    await waitFor(
      `${pids.join(' and ')} to be gone`,
      async () => !(await Promise.all(pids.map(isRunning))).includes(true),
      milliseconds,
    );
  };
  /** A program under test that is gone when the test is over, whatever the test found. */
  const kept = (command: string, ...args: string[]) => {
    const lines: string[] = [];
    const program = startKept(keeper, command, args, (line) => lines.push(line));
    onTestFinished(() => program.stop());
    return { ...program, lines };
  };

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'is gone within a second when the process that keeps it ends by %s',
    async (signal) => {
      const entry = 'test/broker/tunnel/keeping-process.ts';
      const keeping = await bundle(entry, join(folder, `keeping-${signal}.cjs`));
      const parent = spawn(process.execPath, [keeping, keeper, stubborn], { stdio: 'pipe' });
      const lines: string[] = [];
      const reader = readLines((line) => lines.push(line));
      parent.stdout.on('data', (chunk: Buffer) => reader.push(chunk));
      const pids = await bothOf(lines);
      onTestFinished(() => {
        for (const pid of pids) {
          try {
            process.kill(pid, 'SIGKILL');
          } catch {
            // It is gone, as it should be.
          }
        }
      });
      parent.kill(signal);
      await allGone(pids, 1000);
    },
  );

  it('is gone with all that it started when it is stopped', async () => {
    const program = kept(stubborn);
    const pids = await bothOf(program.lines);
    await program.stop();
    expect(await Promise.all(pids.map(isRunning))).toEqual([false, false]);
    expect(await program.ended).toEqual({ kind: 'ended' });
    await program.stop();
  });

  it('is gone where the keeper itself is killed', async () => {
    const tell = standIn(folder, 'tell', `console.log('keeper ' + process.ppid); ${STUBBORN}`);
    const program = kept(tell);
    const pids = await bothOf(program.lines);
    const line = program.lines.find((each) => each.startsWith('keeper ')) ?? '';
    process.kill(Number(line.slice('keeper '.length)), 'SIGKILL');
    await allGone(pids, 1000);
    expect(await program.ended).toEqual({ kind: 'ended' });
  });

  it('leaves nothing behind when it ends by itself', async () => {
    const leaves = standIn(
      folder,
      'leaves',
      `const { spawn } = require('node:child_process');
       const inner = spawn(${JSON.stringify(stubborn)}, ['inner'], { stdio: ['ignore', 'pipe', 'ignore'] });
       inner.stdout.once('data', (said) => process.stdout.write(said, () => process.exit(3)));`,
    );
    const program = kept(leaves);
    const [pid = 0] = await waitFor('the inner program', () => {
      const pids = pidsIn(program.lines);
      return pids.length === 1 && pids;
    });
    await program.ended;
    await allGone([pid], 1000);
  });

  it('has its last words read, on both streams', async () => {
    const program = kept(
      standIn(folder, 'last', `console.error('it failed'); process.stdout.write('no line end');`),
    );
    expect(await program.ended).toEqual({ kind: 'ended' });
    expect([...program.lines].sort()).toEqual(['it failed', 'no line end']);
  });

  it('keeps its input open, and is not told that it is Node', async () => {
    const program = kept(
      standIn(
        folder,
        'input',
        `process.stdin.resume().on('end', () => console.log('input ended'));
         console.log('as node: ' + process.env.ELECTRON_RUN_AS_NODE);
         setTimeout(() => process.exit(), 300);`,
      ),
    );
    await program.ended;
    expect(program.lines).toEqual(['as node: undefined']);
  });

  it('gets its arguments as they are', async () => {
    const args = ['a b', '$HOME', '"', "'; touch x", '--flag='];
    const code = `console.log(JSON.stringify(process.argv.slice(2)))`;
    const program = kept(standIn(folder, 'args', code), ...args);
    await program.ended;
    expect(JSON.parse(program.lines[0] ?? '')).toEqual(args);
  });

  it('that is not there, is said not to be', async () => {
    expect(await kept('no-such-program-anywhere').ended).toEqual({
      kind: 'not-started',
      code: 'ENOENT',
    });
  });
});
