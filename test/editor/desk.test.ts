import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openDesk, sideBar, type Desk, type SideBar } from '../rigs/desk/desk.ts';
import { proposedText } from '../rigs/desk/diff.ts';
import { commandEvent, hookClient, verdict, type Asked } from '../rigs/desk/hook-client.ts';
import { editorSuite } from '../rigs/desk/editor-suite.ts';
import type { Place } from '../rigs/desk/place.ts';
import { freePort, waitFor } from '../rigs/process.ts';
import { activityBadge, openWorkbench, statusItem } from '../rigs/vscode/workbench.ts';

let place: Place;
let desk: Desk;
/** The window that a test looks at, for the picture when it fails. */
let page: Page;

const suite = editorSuite('desk', () => page);
const { picture } = suite;

beforeAll(async () => {
  place = await suite.makePlace();
  desk = await openDesk({ column: suite.column, home: place.home, folder: place.folder });
  suite.onEnd(desk.close);
  page = desk.page;
  await desk.connect();
});

/** Opens a window on a folder, and our side bar in it. */
async function openWindow(folder: string): Promise<{ page: Page; bar: SideBar }> {
  const opened = await openWorkbench(desk.browser.context, desk.host.at(folder));
  page = opened;
  return { page: opened, bar: await sideBar(opened) };
}

async function ask(command: string): Promise<Asked> {
  return (await hookClient(place.home)).ask(commandEvent({ folder: place.folder, command }));
}

test('a window that was reloaded shows what it lost, honestly, until it is put away', async () => {
  const asked = await ask('npm run lost');
  await desk.card('npm run lost');
  await page.reload();
  expect(await verdict(asked)).toBe('ask');
  const bar = await sideBar(page);
  const card = await bar.card('npm run lost');
  expect(await card.innerText()).toContain(
    'The window that held this was closed, reloaded, or gave the desk away. Claude Code asks in its own terminal now; an answer here can’t reach it.',
  );
  expect(await card.locator('vscode-button').allInnerTexts()).toEqual([
    'Allow Always…',
    'Deny Always…',
    'Put away',
  ]);
  expect(await activityBadge(page, 'Countersign')).toBe(undefined);
  await picture('1-lost');
  await bar.press(card, 'Put away');
  await bar.gone('npm run lost');
  await bar.panel.getByText('Nothing waits for you').waitFor();
});

test('a port that another program has is said, and the way out leads all the way', async () => {
  await page.close();
  // The editor frees the port when its last window is gone.
  const foreign = createServer((_, response) => response.end('Not yours.'));
  await waitFor('the port to be free', () => freePort(desk.port).then(() => true));
  await new Promise<void>((resolve) => foreign.listen(desk.port, '127.0.0.1', resolve));
  suite.onEnd(() => new Promise((resolve) => foreign.close(() => resolve())));

  const { bar } = await openWindow(place.folder);
  const taken = bar.panel.locator('.state', { hasText: `Port ${desk.port} is taken` });
  await taken.waitFor();
  expect(await statusItem(page, 'Countersign').getAttribute('class')).toContain('error-kind');
  await picture('2-port-taken');

  const before = await place.read('user');
  await bar.press(taken, 'instead');
  const proposal = bar.panel.locator('.proposal');
  await proposal.waitFor();
  const port = /127\.0\.0\.1:(\d+)\//.exec(await proposedText(page))?.[1];
  expect(port).not.toBe(String(desk.port));
  expect(await place.read('user')).toBe(before);
  await picture('3-port-moves');
  await bar.press(proposal, 'Apply');
  await bar.panel.getByText('Nothing waits for you').waitFor();
  expect(await place.read('user')).toBe(before?.replace(`:${desk.port}/`, `:${port}/`));

  const asked = await ask('npm run moved');
  await bar.press(await bar.card('npm run moved'), 'Allow');
  expect(await verdict(asked)).toBe('allow');
});

/** The first window, and from the next test on another one with another folder. */
let first: { page: Page; bar: SideBar };
let second: { page: Page; bar: SideBar };
const elsewhere = (bar: SideBar) =>
  bar.panel.locator('.state', { hasText: 'The desk is in another window' });

test('a second window says which window has the desk, and leaves it in peace', async () => {
  first = { page, bar: await sideBar(page) };
  const asked = await ask('npm run in-peace');
  const card = await first.bar.card('npm run in-peace');

  second = await openWindow(await place.another('web-shop'));
  await elsewhere(second.bar)
    .getByText('in the window “shop-api”, where 1 request waits')
    .waitFor();
  await statusItem(page, '1 in another window').waitFor();
  await picture('4-elsewhere');
  await first.page.bringToFront();
  await first.bar.press(card, 'Allow');
  expect(await verdict(asked)).toBe('allow');
  await elsewhere(second.bar).getByText('where nothing waits').waitFor();
});

test('taking over hands open requests back, and brings the next ones here', async () => {
  const asked = await ask('npm run handed-back');
  await first.bar.card('npm run handed-back');
  await second.page.bringToFront();
  await second.bar.press(elsewhere(second.bar), 'Take over');
  expect(await verdict(asked)).toBe('ask');
  const card = await second.bar.card('npm run handed-back');
  expect(await card.getByText('Allow', { exact: true }).count()).toBe(0);
  await picture('5-taken-over');
  await second.bar.press(card, 'Put away');
  await second.bar.gone('npm run handed-back');

  await elsewhere(first.bar).getByText('in the window “web-shop”').waitFor();
  const next = await ask('npm run over-here');
  await second.bar.press(await second.bar.card('npm run over-here'), 'Deny');
  expect(await verdict(next)).toMatch(/^deny/);
  expect(await first.bar.panel.locator('article').count()).toBe(0);
});

test('when the window with the desk closes, the other one has it by itself', async () => {
  const asked = await ask('npm run closed');
  await second.bar.card('npm run closed');
  page = first.page;
  await page.bringToFront();
  await picture('6-taken-away');
  await second.page.close();
  expect(await verdict(asked)).toBe('ask');
  await first.bar.card('npm run closed');
  await picture('7-by-itself');
  const again = await ask('npm run again');
  await first.bar.press(await first.bar.card('npm run again'), 'Allow');
  expect(await verdict(again)).toBe('allow');
});
