import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPanel, openPanel, startBrowser } from './editor-page.ts';
import { scenes } from './scenes.ts';

let browser: Browser;
beforeAll(async () => {
  await buildPanel();
  browser = await startBrowser();
});
afterAll(() => browser.close());

test.each(Object.entries(scenes))('a picture of %s', async (name, scene) => {
  const panel = await openPanel(browser);
  await panel.snapshot(scene);
  // Taking a picture adds a style of its own, which the policy blocks: the page is asked before.
  expect(panel.faults()).toEqual([]);
  await panel.picture(name);
  await panel.close();
});
