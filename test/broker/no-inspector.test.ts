import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

/** A process that can be asked whether its inspector is open; gone when the test ends. */
async function aProcess(mode: 'bare' | 'guarded') {
  const script = fileURLToPath(new URL('inspected-process.ts', import.meta.url));
  const args = ['--inspect-port=127.0.0.1:0', '--import', 'tsx', script, mode];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => (await lines.next()).value;
  expect(await next()).toBe('closed');
  return {
    signal: () => child.kill('SIGUSR1'),
    ask: () => {
      child.stdin.write('?\n');
      return next();
    },
  };
}

test.skipIf(process.platform === 'win32')(
  'a signal opens the inspector of a bare process, and not of one that is guarded',
  { timeout: 30_000 },
  async () => {
    const [bare, guarded] = [await aProcess('bare'), await aProcess('guarded')];
    guarded.signal();
    bare.signal();
    // The guarded one was asked first, so it had the time that the bare one needed.
    await expect.poll(() => bare.ask(), { timeout: 20_000 }).toBe('open');
    expect(await guarded.ask()).toBe('closed');
    guarded.signal();
    expect(await guarded.ask()).toBe('closed');
  },
);
