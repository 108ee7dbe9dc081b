import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, sideBar, type Desk } from '../rigs/desk/desk.ts';
import { proposedText } from '../rigs/desk/diff.ts';
import { commandEvent, hookClient, verdict } from '../rigs/desk/hook-client.ts';
import { pictureFailures, picturePanel } from '../rigs/desk/pictures.ts';
import { makePlace, type Place } from '../rigs/desk/place.ts';
import { freePort } from '../rigs/process.ts';
import { columnNamed } from '../rigs/vscode/install.ts';
import { openWorkbench, statusItem } from '../rigs/vscode/workbench.ts';

const column = columnNamed(process.env['COUNTERSIGN_COLUMN']);
let place: Place;
let desk: Desk;
let second: Page | undefined;
const intruder = createServer((_request, response) => response.end('somebody else'));

/** The editor starts while another program has the port that Claude Code's hook points at. */
beforeAll(async () => {
  place = await makePlace();
  const port = await freePort();
  intruder.listen(port, '127.0.0.1');
  await once(intruder, 'listening');
  desk = await openDesk({
    column,
    home: place.home,
    folder: place.folder,
    settings: { 'countersign.port': port },
  });
});
afterAll(async () => {
  await desk?.close();
  intruder.close();
  await place?.remove();
});

pictureFailures(() => desk?.page, `desk-${column}`);

const picture = (name: string) => picturePanel(desk.page, `desk-${name}-${column}`);
const ask = async (command: string) =>
  (await hookClient(place.home)).ask(commandEvent({ folder: place.folder, command }));

test('a port that another program has is named, and another one is offered', async () => {
  await desk.panel.getByText('another program').first().waitFor();
  await picture('1-port-taken');
  await desk.press(desk.panel.locator('.state').first(), 'Listen on');
  await desk.press(desk.panel.locator('.connect'), 'Connect');
  const shown = await proposedText(desk.page);
  expect(shown).not.toContain(`127.0.0.1:${(intruder.address() as { port: number }).port}/`);
  await desk.press(desk.panel.locator('.proposal'), 'Apply');
  await desk.panel.getByText('Nothing waits for you').waitFor();
});

test('a second window says which window has the desk, and leaves it in peace', async () => {
  const asked = await ask('npm run first');
  await desk.card('npm run first');
  second = await openWorkbench(desk.browser.context, desk.host);
  const other = await sideBar(second);
  await other.panel.getByText(/The desk is in the window/).waitFor();
  await other.panel
    .getByText(/1 request waits|1 waits|one request/i)
    .first()
    .waitFor();
  await picturePanel(second, `desk-2-elsewhere-${column}`);
  await desk.press(await desk.card('npm run first'), 'Allow');
  expect(await verdict(asked)).toBe('allow');
});

test('taking the desk over hands open requests back to their agents', async () => {
  const asked = await ask('npm run handed-back');
  await desk.card('npm run handed-back');
  const other = await sideBar(second!);
  await other.panel.locator('vscode-button').filter({ hasText: 'Take over' }).click();
  expect(await verdict(asked)).toBe('ask');
  const card = await other.card('npm run handed-back');
  expect(await card.getByText('Allow', { exact: true }).count()).toBe(0);
  await desk.panel.getByText(/The desk is in the window/).waitFor();
  await other.press(card, 'Put away');
  await other.gone('npm run handed-back');
  const next = await ask('npm run over-here');
  await other.press(await other.card('npm run over-here'), 'Deny');
  expect(await verdict(next)).toContain('deny');
});

test('when the window with the desk closes, the other one takes it by itself', async () => {
  await second!.close();
  await desk.panel.getByText('Nothing waits for you').waitFor({ timeout: 20_000 });
  const asked = await ask('npm run back-again');
  await desk.press(await desk.card('npm run back-again'), 'Allow');
  expect(await verdict(asked)).toBe('allow');
});

test('a restart keeps an open request, and says that nobody waits for it', async () => {
  const asked = await ask('npm run left-open');
  await desk.card('npm run left-open');
  await desk.page.reload();
  expect(await verdict(asked)).toBe('ask');
  await statusItem(desk.page, 'Countersign').waitFor();
  const again = await sideBar(desk.page);
  const card = await again.card('npm run left-open');
  expect(await card.innerText()).toMatch(/restarted/);
  await picture('3-orphaned');
  await again.press(card, 'Put away');
  await again.gone('npm run left-open');
});
