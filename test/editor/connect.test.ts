import { beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../rigs/desk/desk.ts';
import { proposedDiff, proposedText, withoutSpaces } from '../rigs/desk/diff.ts';
import { editorSuite } from '../rigs/desk/editor-suite.ts';
import type { Place } from '../rigs/desk/place.ts';
import { waitForToast } from '../rigs/vscode/toasts.ts';
import { statusItem } from '../rigs/vscode/workbench.ts';

/** A person's own file: odd spaces, tabs, Windows line ends, keys of others, no line end at its end. */
const ORIGINAL =
  '{"zeta":1,\r\n\t"alpha" : [ 1,2 ],\r\n  "permissions":{"deny":[ "Bash(rm *)"]},\r\n\r\n  "theirs": {"nobody":"knows"} }';

let place: Place;
let desk: Desk;

const suite = editorSuite('connect', () => desk.page);
const { picture } = suite;

beforeAll(async () => {
  place = await suite.makePlace();
  await place.write('user', ORIGINAL);
  desk = await openDesk({ column: suite.column, home: place.home, folder: place.folder });
  suite.onEnd(desk.close);
});

const proposal = () => desk.panel.locator('.proposal');
const connectButton = () => desk.panel.locator('.connect');

/** Waits until no change is on offer, and nothing shows it. */
async function offerGone(): Promise<void> {
  await proposal().waitFor({ state: 'detached' });
  await proposedDiff(desk.page).waitFor({ state: 'detached' });
}

test('who is not connected is told so, once, and what to do', async () => {
  await connectButton().waitFor();
  await statusItem(desk.page, 'Countersign').waitFor();
  expect(await desk.panel.getByText('Connect Claude Code').count()).toBe(1);
  expect(await desk.panel.getByText('Claude Code is not connected').count()).toBe(0);
  await picture('1-not-connected');
});

test('who starts in auto mode is told that little is asked there', async () => {
  const finding = desk.panel.locator('.findings li', { hasText: 'asks little' });
  expect(await finding.innerText()).toContain('Sessions start in auto mode');
});

test('Connect shows the change and writes nothing; Cancel leaves it at that', async () => {
  await desk.press(connectButton(), 'Connect');
  await proposal().waitFor();
  const shown = await proposedText(desk.page);
  expect(shown).toContain(`"url":"http://127.0.0.1:${desk.port}/countersign/claude-code"`);
  expect(shown).toContain(withoutSpaces('"theirs": {"nobody":"knows"}'));
  await picture('2-diff');
  expect(await place.read('user')).toBe(ORIGINAL);

  await desk.press(proposal(), 'Cancel');
  await offerGone();
  await connectButton().waitFor();
  expect(await place.read('user')).toBe(ORIGINAL);
});

test('Apply writes exactly what was shown', async () => {
  await desk.press(connectButton(), 'Connect');
  await proposal().waitFor();
  const shown = await proposedText(desk.page);
  await desk.press(proposal(), 'Apply');
  await offerGone();
  const written = await place.read('user');
  expect(withoutSpaces(written ?? '')).toBe(shown);
  const { hooks, ...rest } = JSON.parse(written ?? '') as Record<string, unknown>;
  expect(rest).toEqual(JSON.parse(ORIGINAL));
  expect(hooks).toMatchObject({ PermissionRequest: [{ hooks: [{ type: 'http' }] }] });
  await desk.panel.getByText('Nothing waits for you').waitFor();
  await picture('3-connected');
});

test('a test request goes all the way, and says that it is one', async () => {
  await desk.press(desk.panel.locator('.empty'), 'Send a test request');
  const card = await desk.card('npm install express@5');
  expect(await card.innerText()).toContain('Nothing runs, whatever you answer');
  await picture('4-test-request');
  await desk.press(card, 'Allow');
  await waitForToast(desk.page, 'The test arrived and your answer went back. Nothing was run.');
  await desk.gone('npm install express@5');
  await picture('5-test-answered');
});

test('Disconnect shows the change, and leaves the file byte for byte as it was', async () => {
  await desk.panel.getByText('Disconnect…').click();
  await proposal().waitFor();
  expect(await proposedText(desk.page)).toBe(withoutSpaces(ORIGINAL));
  await picture('6-disconnect');
  await desk.press(proposal(), 'Apply');
  await connectButton().waitFor();
  expect(await place.read('user')).toBe(ORIGINAL);
});

test('the mode that asks is offered as a change, and set as the person’s own choice', async () => {
  const finding = desk.panel.locator('.findings li', { hasText: 'asks little' });
  await desk.press(finding, 'Start sessions in the mode that asks');
  await proposal().waitFor();
  expect(await proposedText(desk.page)).toContain('"defaultMode":"default"');
  expect(await place.read('user')).toBe(ORIGINAL);
  await picture('7-mode');
  await desk.press(proposal(), 'Apply');
  await offerGone();
  expect(await finding.count()).toBe(0);
  expect(JSON.parse((await place.read('user')) ?? '')).toEqual({
    ...(JSON.parse(ORIGINAL) as object),
    permissions: { deny: ['Bash(rm *)'], defaultMode: 'default' },
  });
});
