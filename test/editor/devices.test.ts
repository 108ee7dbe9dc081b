import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../rigs/desk/desk.ts';
import { onDevice, type DevicePage } from '../rigs/desk/device-page.ts';
import { commandEvent, hookClient, verdict, type HookClient } from '../rigs/desk/hook-client.ts';
import { openPairingTab } from '../rigs/desk/pairing-tab.ts';
import { editorSuite } from '../rigs/desk/editor-suite.ts';
import type { Place } from '../rigs/desk/place.ts';
import { freePort } from '../rigs/process.ts';
import { closeTabs, runCommand } from '../rigs/vscode/palette.ts';
import { waitForToast, type Toast } from '../rigs/vscode/toasts.ts';
import { treeView, type Tree } from '../rigs/vscode/tree.ts';
import { statusItem } from '../rigs/vscode/workbench.ts';

let place: Place;
/** Where the page for devices is; only this machine reaches it. */
let address: string;
let desk: Desk;
let agent: HookClient;
let devices: Tree;
let device: DevicePage;
/** What the person was told when the editor opened. */
let told: Toast;

const suite = editorSuite('devices', () => desk.page);
const { picture } = suite;

beforeAll(async () => {
  place = await suite.makePlace();
  await place.write('user', '{ "permissions": { "defaultMode": "default" } }');
  const remotePort = await freePort();
  address = `http://127.0.0.1:${remotePort}`;
  desk = await openDesk({
    column: suite.column,
    home: place.home,
    folder: place.folder,
    settings: {
      'countersign.notifications': false,
      'countersign.remote.port': remotePort,
      'countersign.push.mostOpen': 99,
    },
  });
  suite.onEnd(desk.close);
  told = await waitForToast(desk.page, 'countersign.push.mostOpen');
  await runCommand(desk.page, 'Notifications: Clear All Notifications');
  await desk.connect();
  agent = await hookClient(place.home);
  devices = treeView(desk.page, 'Devices');
  await devices.open();
});

/** The field of a quick pick or an input box. */
const quickInput = (): Locator => desk.page.locator('.quick-input-widget input').first();
const choice = (label: string): Locator =>
  desk.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();

/** Fills an input box whose title says what is asked. */
async function answer(title: string, text: string): Promise<void> {
  const widget = desk.page.locator('.quick-input-widget', { hasText: title });
  await widget.waitFor({ timeout: 20_000 });
  await quickInput().fill(text);
  await desk.page.keyboard.press('Enter');
}

/** Chooses how devices reach this desk. */
async function chooseAddress(label: string): Promise<void> {
  await choice(label).waitFor({ timeout: 20_000 });
  await choice(label).click();
}

const away = (): Locator => desk.panel.locator('section.away');

test('a setting that can’t be is told, with what it must be', () => {
  expect(told.text).toContain('countersign.push.mostOpen must be a whole number from 1 to 20');
  expect(told.text).toContain('Until it is, 5 counts.');
  expect(told.buttons).toEqual(['Open Settings']);
});

test('without a device the view says what pairing is good for, and how to begin', async () => {
  const words = await devices.pane.innerText();
  expect(words).toContain('Pair a Device');
  expect(await devices.rows()).toEqual([]);
  await picture('1-empty');
});

test('a phone that can’t reach this computer is told to the person before anything is scanned', async () => {
  await devices.pane.locator('a.monaco-button', { hasText: 'Pair a Device' }).click();
  const tab = await openPairingTab(desk.page);
  await tab.heading('Your phone can’t reach this computer yet');
  expect(await tab.page.locator('svg.qr').count()).toBe(0);
  await picture('2-no-address');
  await tab.press('Choose an Address…');
  await choice('An address of your own').waitFor({ timeout: 20_000 });
  const offered = await desk.page.locator('.quick-input-list .monaco-list-row').allInnerTexts();
  // Programs that are not on this machine are not offered.
  expect(offered.join()).toContain('SSH');
  expect(offered.join()).not.toContain('ngrok');
  await picture('3-choose');
  await chooseAddress('An address of your own');
  await answer('An Address of Your Own', address);
});

test('once the address leads here, the tab shows what to scan and what to type', async () => {
  const tab = await openPairingTab(desk.page);
  await tab.heading('Pair a device');
  await tab.page.locator('svg.qr').waitFor({ timeout: 30_000 });
  expect(await tab.text()).toContain(address);
  expect(await tab.code()).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await picture('4-scan');
});

test('a device that knows the code is asked for its digits: wrong ones are refused, the right ones pair it', async () => {
  const tab = await openPairingTab(desk.page);
  device = await onDevice(desk.browser.context, `${address}/`);
  await device.pair(await tab.code(), 'Pixel');
  await desk.page.bringToFront();
  await tab.heading('“Pixel” wants to be paired');
  expect(await tab.page.locator('svg.qr').count()).toBe(0);
  await picture('5-digits');
  const digits = await device.digits();
  await tab.type(digits.replace(/\d$/, (last) => String((Number(last) + 1) % 10)));
  await tab.page.getByRole('alert').getByText('4 tries are left').waitFor();
  await picture('6-wrong');
  await tab.type(digits);
  await tab.heading('Pixel is paired.');
  await devices.row('Pixel').waitFor();
  // The way to it stays as it was: a tunnel that started anew could have another address.
  expect((await devices.rows()).join()).toContain(address);
  await picture('7-paired');
  await device.sees('Nothing waits');
});

test('Away is turned on in the panel, and everything that shows it says so', async () => {
  await away().getByText('Away is off').waitFor({ timeout: 10_000 });
  await away().getByRole('button', { name: 'Turn it on' }).click();
  await away().getByText('Requests also go to Pixel').waitFor();
  await statusItem(desk.page, 'Away').waitFor();
  await devices.row('Away is on').waitFor();
  // What keeps requests from arriving is said where Away is.
  await away().getByText('None of your devices gets pushes yet').waitFor();
  const label = await statusItem(desk.page, 'Away').locator('a').getAttribute('aria-label');
  expect(label).toContain('requests also go to Pixel');
  expect(label).toContain('None of your devices gets pushes yet');
  await picture('8-away');
});

test('a request is allowed on the device, and the panel says by whom', async () => {
  const asked = agent.ask(commandEvent({ folder: place.folder, command: 'npm run from-afar' }));
  await desk.card('npm run from-afar');
  await statusItem(desk.page, '1 to countersign').waitFor();
  await device.allow('npm run from-afar');
  expect(await verdict(asked)).toBe('allow');
  await desk.page.bringToFront();
  await desk.gone('npm run from-afar');
  const line = desk.panel.locator('.recent li', { hasText: 'npm run from-afar' });
  await line.getByText('allowed by you on Pixel').waitFor();
  await picture('9-allowed-there');
});

test('pushes that can’t be sent are told on the device, in the panel and in the view', async () => {
  await device.subscribeTo('https://push.example.org/somewhere');
  await device.page.locator('a.desk').click();
  await device.sees('The push service of this browser is none that Countersign knows');
  await device.picture('devices-10-unknown-service');
  await desk.page.bringToFront();
  await away().getByText('None of your devices gets pushes yet').waitFor();
  await devices.row('no pushes').waitFor();
  await picture('11-problem');
  await device.page.goto(device.url);
});

test('Away is turned off and on in the view, by its button and by its row', async () => {
  await devices.header.hover();
  await devices.header.locator('[aria-label^="Turn Away Off"]').click();
  await devices.row('Away is off').waitFor();
  await away().getByText('Away is off').waitFor();
  await devices.row('Away is off').click();
  await devices.row('Away is on').waitFor();
  await runCommand(desk.page, 'Countersign: Turn Away Off');
  await devices.row('Away is off').waitFor();
});

test('an address that leads nowhere is told in the view, with what to do', async () => {
  const row = devices.row(address);
  await devices.press(row, 'Choose How Devices Reach This Desk');
  await chooseAddress('An address of your own');
  const nowhere = await freePort();
  await answer('An Address of Your Own', `https://localhost:${nowhere}`);
  const down = devices.row('The address does not lead here');
  await down.waitFor({ timeout: 60_000 });
  const label = (await down.getAttribute('aria-label')) ?? '';
  expect(label).toContain('localhost can’t be reached');
  await picture('12-nowhere');
  await down.click();
  await waitForToast(desk.page, 'localhost can’t be reached');
});

test('a device is renamed', async () => {
  await devices.row('Pixel').click();
  await devices.choose('Rename Device');
  await answer('Rename Device', 'Pixel of Ada');
  await devices.row('Pixel of Ada').waitFor();
});

test('a pairing ends with its tab', async () => {
  await closeTabs(desk.page);
  await runCommand(desk.page, 'Countersign: Pair a Device');
  const tab = await openPairingTab(desk.page);
  await tab.heading('Your phone can’t reach this computer yet');
  await tab.page.getByText('Pair a browser on this computer').click();
  const code = await tab.code();
  await closeTabs(desk.page);
  const late = await onDevice(desk.browser.context, address.replace('127.0.0.1', 'localhost'));
  // To the browser that is another page, which is not paired.
  await late.tryToPair(code);
  await late.sees('Open it again in VS Code');
  await desk.page.bringToFront();
});

test('a revoked device is gone from the view, and its page says so', async () => {
  await devices.row('Pixel of Ada').click();
  await devices.choose('Revoke Device');
  const dialog = desk.page.locator('.monaco-dialog-box');
  expect(await dialog.innerText()).toContain('Revoke Pixel of Ada?');
  await picture('13-revoke');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await devices.row('Pixel of Ada').waitFor({ state: 'detached' });
  await device.sees('Pair again…');
  await device.picture(`devices-14-revoked-${suite.column}`);
});
