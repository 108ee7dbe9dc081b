import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { usePhone } from './phone.ts';
import { scenes } from './scenes.ts';

const open = usePhone();
const KB = 1024;

test('the first load is light', async () => {
  const sizes = await Promise.all(
    ['index.html', 'main.js', 'remote.css'].map(async (name) => {
      const { length } = gzipSync(await readFile(join('dist/remote', name)), { level: 9 });
      return { name, length };
    }),
  );
  const all = sizes.reduce((sum, { length }) => sum + length, 0);
  console.log(`first load: ${(all / KB).toFixed(1)} KB compressed`, sizes);
  expect(all).toBeLessThan(100 * KB);
});

test('a write of a megabyte does not freeze the page', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  const { publish } = scenes();
  const content = 'export const value = compute(1, 2, 3);\n'.repeat(27_000);
  const subject = { kind: 'write', path: '/a', content } as const;
  desk.show([{ ...publish, request: { ...publish.request, id: 'big', subject } }]);
  await page.locator('.waiting').click();
  const started = performance.now();
  await page.locator('.show-all').click();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
  console.log(`1 MB shown whole: ${Math.round(performance.now() - started)} ms`);
  expect(performance.now() - started).toBeLessThan(6_000);
});
