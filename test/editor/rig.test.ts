import { createVSIX } from '@vscode/vsce';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkout } from '../rigs/process.ts';
import { openBrowser, type Browser } from '../rigs/vscode/browser.ts';
import { startHost, type Host } from '../rigs/vscode/host.ts';
import { columnNamed } from '../rigs/vscode/install.ts';
import { runCommand, setTheme } from '../rigs/vscode/palette.ts';
import { pressToast, waitForToast } from '../rigs/vscode/toasts.ts';
import {
  activityBadge,
  openView,
  openWorkbench,
  screenshot,
  statusItem,
  webviewView,
} from '../rigs/vscode/workbench.ts';

const column = columnNamed(process.env['COUNTERSIGN_COLUMN']);
const ends: (() => Promise<void>)[] = [];
let work: string;
let host: Host;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'countersign-rig-'));
  ends.push(() => rm(work, { recursive: true, force: true }));
  const vsix = join(work, 'rig.vsix');
  const cwd = join(checkout, 'test/rigs/vscode/fixture');
  await createVSIX({
    cwd,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  host = await startHost({ column, vsix: [vsix], home: join(work, 'a-home') });
  ends.push(host.stop);
  browser = await openBrowser();
  ends.push(browser.close);
  page = await openWorkbench(browser.context, host);
});

afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

test('a packed extension activates, with the HOME it was given', async () => {
  await statusItem(page, `Rig in ${join(work, 'a-home')}`).waitFor();
});

test('the badge of a view that was never opened is read', async () => {
  expect(await activityBadge(page, 'Rig')).toBe('3');
});

test('a command runs, and its message is read and answered', async () => {
  await runCommand(page, 'Rig: Say Hello');
  const { text, buttons } = await waitForToast(page, 'Hello there');
  expect({ text, buttons }).toEqual({ text: 'Hello there', buttons: ['Wave', 'Nod'] });
  await pressToast(page, 'Hello there', 'Nod');
  await waitForToast(page, 'Pressed: Nod');
});

test('the inside of a webview view is reached', async () => {
  await openView(page, 'Rig');
  const heading = webviewView(page, 'fixture.rig').locator('h1');
  await heading.waitFor();
  expect(await heading.innerText()).toBe('The page of the rig');
});

test('the theme is changed, and a picture taken', async () => {
  await setTheme(page, 'Light High Contrast');
  const picture = await readFile(await screenshot(page, `rig-${column}`));
  expect(picture.subarray(1, 4).toString()).toBe('PNG');
});

test('a second window is a second page of the same browser', async () => {
  const second = await openWorkbench(browser.context, host);
  await statusItem(second, 'Rig in').waitFor();
  await second.close();
  expect(await activityBadge(page, 'Rig')).toBe('3');
});
