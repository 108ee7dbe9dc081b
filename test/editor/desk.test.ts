import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, sideBar, type Desk, type SideBar } from '../rigs/desk/desk.ts';
import { proposedText } from '../rigs/desk/diff.ts';
import { commandEvent, hookClient, verdict, type Asked } from '../rigs/desk/hook-client.ts';
import { pictureFailures, picturePanel } from '../rigs/desk/pictures.ts';
import { makePlace, type Place } from '../rigs/desk/place.ts';
import { freePort, waitFor } from '../rigs/process.ts';
import { columnNamed } from '../rigs/vscode/install.ts';
import { activityBadge, openWorkbench, statusItem } from '../rigs/vscode/workbench.ts';

const column = columnNamed(process.env['COUNTERSIGN_COLUMN']);
const ends: (() => Promise<void>)[] = [];
let place: Place;
let desk: Desk;
/** The window that a test looks at, for the picture when it fails. */
let page: Page;

beforeAll(async () => {
  place = await makePlace();
  ends.push(place.remove);
  desk = await openDesk({ column, home: place.home, folder: place.folder });
  ends.push(desk.close);
  page = desk.page;
  await desk.connect();
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});
pictureFailures(() => page, `desk-${column}`);

const picture = (name: string) => picturePanel(page, `desk-${name}-${column}`);

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
    'The editor was restarted while Claude Code waited. It asks in its own terminal now; an answer here can’t reach it.',
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
  ends.push(async () => void foreign.close());

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

test('a second window says where the desk is, takes it over, and gives it back by closing', async () => {
  const first = { page, bar: await sideBar(page) };
  const other = await place.another('web-shop');
  const asked = await ask('npm run waits');
  await first.bar.card('npm run waits');

  const second = await openWindow(other);
  const elsewhere = second.bar.panel.locator('.state', { hasText: 'in another window' });
  await elsewhere
    .getByText('The desk is in the window “shop-api”, where 1 request waits')
    .waitFor();
  await statusItem(second.page, '1 in another window').waitFor();
  await picture('4-elsewhere');
  expect(await first.bar.panel.locator('article', { hasText: 'npm run waits' }).count()).toBe(1);

  await second.bar.press(elsewhere, 'Take over');
  expect(await verdict(asked)).toBe('ask');
  await second.bar.panel.locator('article', { hasText: 'npm run waits' }).waitFor();
  await picture('5-taken-over');
  await first.bar.panel.getByText('The desk is in the window “web-shop”').waitFor();
  page = first.page;
  await page.bringToFront();
  await picture('6-taken-away');

  const next = await ask('npm run next');
  await second.bar.press(await second.bar.card('npm run next'), 'Deny');
  expect(await verdict(next)).toMatch(/^deny/);
  expect(await first.bar.panel.locator('article').count()).toBe(0);

  const last = await ask('npm run last');
  await second.bar.card('npm run last');
  await second.page.close();
  expect(await verdict(last)).toBe('ask');
  await first.bar.card('npm run last');
  await picture('7-by-itself');
  const again = await ask('npm run again');
  await first.bar.press(await first.bar.card('npm run again'), 'Allow');
  expect(await verdict(again)).toBe('allow');
});
