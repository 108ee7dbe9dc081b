import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { isRunning } from '../../../src/broker/watch/process.ts';

it('sees a process that runs, and that it has ended', async () => {
  expect(await isRunning(process.pid)).toBe(true);
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  expect(await isRunning(child.pid!)).toBe(false);
});

it.runIf(process.platform === 'linux')(
  'takes an ended process nobody has cleared away for gone',
  async () => {
    // The shell gives way to a program that never asks after the child it is left with.
    const parent = spawn('/bin/sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 30']);
    try {
      const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
      await expect.poll(() => isRunning(Number(pid.toString()))).toBe(false);
      expect(process.kill(Number(pid.toString()), 0)).toBe(true);
    } finally {
      parent.kill();
    }
  },
);
