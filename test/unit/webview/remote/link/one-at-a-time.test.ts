import { expect, test } from 'vitest';
import { oneAtATime } from '../../../../../webview/remote/link/one-at-a-time.ts';

test('asked for while it runs, it runs once more, and never twice at once', async () => {
  const log: string[] = [];
  const held: (() => void)[] = [];
  const run = oneAtATime(async () => {
    log.push('begins');
    await new Promise<void>((resolve) => held.push(resolve));
    log.push('ends');
  });
  const first = run();
  void run();
  void run();
  held.shift()!();
  await Promise.resolve();
  await Promise.resolve();
  expect(log).toEqual(['begins', 'ends', 'begins']);
  held.shift()!();
  await first;
  expect(log).toEqual(['begins', 'ends', 'begins', 'ends']);
  void run();
  expect(log).toHaveLength(5);
});
