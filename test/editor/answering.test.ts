import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openEditor, sideBar, type Editor, type SideBar } from '../rigs/desk/desk.ts';
import {
  commandEvent,
  hookClient,
  verdict,
  type Asked,
  type HookClient,
} from '../rigs/desk/hook-client.ts';
import { editorSuite } from '../rigs/desk/editor-suite.ts';
import { type Place, type SettingsFile } from '../rigs/desk/place.ts';
import { waitFor } from '../rigs/process.ts';
import { runCommand } from '../rigs/vscode/palette.ts';
import { pressToast, toasts, waitForToast } from '../rigs/vscode/toasts.ts';
import { activityBadge, openView, statusItem, viewOpens } from '../rigs/vscode/workbench.ts';

let place: Place;
let editor: Editor;
let agent: HookClient;
/** The side bar, once a test has opened it. */
let bar: SideBar;

const suite = editorSuite('answering', () => editor.page);
const { picture } = suite;

beforeAll(async () => {
  place = await suite.makePlace();
  editor = await openEditor({
    column: suite.column,
    home: place.home,
    folder: place.folder,
    settings: { 'countersign.notifications': false },
  });
  suite.onEnd(editor.close);
  await runCommand(editor.page, 'Countersign: Connect Claude Code');
  await pressToast(editor.page, 'Add one hook', 'Apply');
  await waitForToast(editor.page, 'The change was made.');
  agent = await hookClient(place.home);
});

const ask = (command: string): Asked => agent.ask(commandEvent({ folder: place.folder, command }));
const badge = () => activityBadge(editor.page, 'Countersign');
const waiting = (count: number) =>
  expect.poll(badge, { timeout: 10_000 }).toBe(count === 0 ? undefined : String(count));

test('with notifications off, a request shows in badge and status bar alone', async () => {
  const asked = ask('npm run quiet');
  await waiting(1);
  await statusItem(editor.page, '1 to countersign').waitFor();
  // A message of ours that comes later is there: so the other one would be as well.
  await runCommand(editor.page, 'Countersign: Check the Connection');
  await waitForToast(editor.page, 'Claude Code asks here.');
  const told = (await toasts(editor.page)).map(({ text }) => text).join();
  expect(told).not.toMatch(/npm run quiet|requests? waits?/);
  asked.drop();
  await waiting(0);
});

test('the setting turns them on at once', async () => {
  await turnNotificationsOn();
  await waitFor('a notification', async () => {
    const asked = ask('npm run loud');
    await waiting(1);
    const isTold = await waitForToast(editor.page, 'npm run loud', 2_000).then(
      () => true,
      () => false,
    );
    asked.drop();
    await waiting(0);
    return isTold;
  });
});

test('a request shows in badge, status bar and notification before the view was ever opened', async () => {
  const asked = ask('npm test');
  const { text, buttons } = await waitForToast(editor.page, 'npm test');
  expect(text).toBe('Claude Code wants to run a command in shop-api: npm test');
  expect(buttons).toEqual(['Allow', 'Deny', 'Review']);
  await waiting(1);
  await statusItem(editor.page, '1 to countersign').waitFor();
  await picture('1-notification');
  await pressToast(editor.page, 'npm test', 'Allow');
  expect(await verdict(asked)).toBe('allow');
  await waiting(0);
});

test('what does not stand whole in a notification can’t be allowed there', async () => {
  const asked = ask(`echo ${'all of this has to be read first '.repeat(5)}`);
  const { text, buttons } = await waitForToast(editor.page, 'Review it to see the whole of it.');
  expect(text).not.toContain('read first');
  expect(buttons).toEqual(['Deny', 'Review']);
  await pressToast(editor.page, 'Review it', 'Deny');
  expect(await verdict(asked)).toBe('deny: The user denied this request.');
});

test('Review opens the view at the card, ready for a key', async () => {
  const asked = ask('npm run review');
  await pressToast(editor.page, 'npm run review', 'Review');
  await viewOpens(editor.page, 'Countersign');
  bar = await sideBar(editor.page);
  const card = await bar.card('npm run review');
  await focused(card);
  await picture('2-reviewed');
  await answerByKey(card, 'd');
  expect(await verdict(asked)).toBe('deny: The user denied this request.');
});

test('an answer on a notification that is too late is refused, and says so', async () => {
  await hidePanel();
  const asked = ask('npm run stale');
  await waitForToast(editor.page, 'npm run stale');
  await openView(editor.page, 'Countersign');
  await bar.press(await bar.card('npm run stale'), 'Deny');
  expect(await verdict(asked)).toMatch(/^deny/);
  await pressToast(editor.page, 'npm run stale', 'Allow');
  const { text } = await waitForToast(editor.page, 'already');
  expect(text).toBe('This request was already answered in shop-api: denied.');
  await picture('3-stale');
});

test('who no longer waits takes the card away, and the panel says so', async () => {
  await openView(editor.page, 'Countersign');
  const asked = ask('npm run dropped');
  await bar.card('npm run dropped');
  asked.drop();
  await bar.gone('npm run dropped');
  const line = bar.panel.locator('.recent li', { hasText: 'npm run dropped' });
  expect(await line.innerText()).toContain('the agent stopped asking');
  await picture('4-dropped');
});

test('two requests of one session, answered in the other order, each get their own answer', async () => {
  const first = ask('npm run first');
  const upper = await bar.card('npm run first');
  const second = ask('npm run second');
  await bar.press(await bar.card('npm run second'), 'Deny');
  expect(await verdict(second)).toMatch(/^deny/);
  await bar.press(upper, 'Allow');
  expect(await verdict(first)).toBe('allow');
});

test('everything goes by keyboard', async () => {
  const names = ['npm run one', 'npm run two', 'npm run three', 'npm run four'];
  const asked: Asked[] = [];
  const cards: Locator[] = [];
  for (const name of names) {
    asked.push(ask(name));
    cards.push(await bar.card(name));
  }
  const [one, two, three, four] = cards as [Locator, Locator, Locator, Locator];
  await one.locator('h3').click();
  await editor.page.keyboard.press('j');
  await focused(two);
  await editor.page.keyboard.press('j');
  await focused(three);
  await editor.page.keyboard.press('k');
  await focused(two);
  await picture('5-moved');

  await answerByKey(two, 'a');
  expect(await verdict(asked[1]!)).toBe('allow');
  // The next card gets the focus, but a key still held down must not answer that one too.
  await focused(three);
  await answerByKey(three, 'd');
  expect(await verdict(asked[2]!)).toBe('deny: The user denied this request.');

  await focused(four);
  await editor.page.keyboard.press('m');
  const message = four.locator('vscode-text-area textarea');
  await message.waitFor();
  await editor.page.keyboard.type('Use pnpm, and add a test.');
  await picture('6-message');
  await answerByKey(four, 'Enter');
  expect(await verdict(asked[3]!)).toBe('deny: Use pnpm, and add a test.');

  await focused(one);
  await editor.page.keyboard.press('Shift+A');
  const rules = one.locator('code.rule');
  expect(await rules.allInnerTexts()).toEqual(['Bash(npm run one)', 'Bash(npm run one *)']);
  await editor.page.keyboard.press('Escape');
  await rules.first().waitFor({ state: 'detached' });
  expect(await place.read('project')).toBe(null);

  await editor.page.keyboard.press('Shift+A');
  await rules.first().waitFor();
  await answerByKey(one, 'Enter');
  expect(await verdict(asked[0]!)).toBe('allow');
  expect(JSON.parse((await place.read('project')) ?? '')).toEqual({
    permissions: { allow: ['Bash(npm run one *)'] },
  });
  await picture('7-rule-saved');
  // The focus may just be on its way from the card that is gone.
  await waitFor('its rule to be undone', async () => {
    await editor.page.keyboard.press('u');
    await bar.panel.getByText('its rule was undone').waitFor({ timeout: 4_000 });
    return true;
  });
  expect(await place.read('project')).toBe(null);
});

const destinations: readonly (readonly [SettingsFile, string])[] = [
  ['project', '.claude/settings.json (project)'],
  ['local', '.claude/settings.local.json'],
  ['user', '~/.claude/settings.json'],
];

test.each(destinations)(
  'Allow Always writes to the %s file, and undo restores it',
  async (to, label) => {
    if (to !== 'user')
      await place.write(to, '{ "permissions" :{"allow":[ "Read" ]},\n\t"theirs":1}');
    const files: readonly SettingsFile[] = ['project', 'local', 'user'];
    const before = await Promise.all(files.map((file) => place.read(file)));
    const command = `npm run for-${to}`;
    const asked = ask(command);
    const card = await bar.card(command);
    await bar.press(card, 'Allow Always');
    await card.locator('vscode-dropdown').click();
    await card.locator('vscode-option', { hasText: label }).click();
    await picture(`8-always-${to}`);
    await bar.press(card, 'Save rule and allow');
    expect(await verdict(asked)).toBe('allow');

    const after = await Promise.all(files.map((file) => place.read(file)));
    const changed = files.filter((_, at) => after[at] !== before[at]);
    expect(changed).toEqual([to]);
    expect(await place.read(to)).toContain(`"Bash(${command} *)"`);
    const line = bar.panel.locator('.recent li', { hasText: command });
    await line.getByText('undo rule').click();
    await line.getByText('its rule was undone').waitFor();
    expect(await Promise.all(files.map((file) => place.read(file)))).toEqual(before);
  },
);

/** Waits until a card, or something in it, has the focus. */
async function focused(card: Locator): Promise<void> {
  await waitFor('the card to have the focus', () =>
    card.evaluate((element) => element.contains(element.ownerDocument.activeElement)),
  );
}

/** Presses a key until the card is answered: one that has only just come up takes no answer yet. */
async function answerByKey(card: Locator, key: string): Promise<void> {
  const tooEarly = card.getByText('Press again');
  await editor.page.keyboard.press(key);
  while ((await tooEarly.count()) > 0) {
    await editor.page.waitForTimeout(600);
    await editor.page.keyboard.press(key);
  }
}

/** Shows another view in the side bar. */
async function hidePanel(): Promise<void> {
  await openView(editor.page, 'Explorer');
  await bar.panel.locator('cs-panel').waitFor({ state: 'hidden' });
}

/** Turns the setting on in the settings editor, as a person does. */
async function turnNotificationsOn(): Promise<void> {
  await runCommand(editor.page, 'Preferences: Open Settings (UI)');
  const settings = editor.page.locator('.settings-editor');
  await settings.locator('.suggest-input-container').click();
  await editor.page.keyboard.type('countersign.notifications');
  const ours = settings.locator('.setting-item-contents', { hasText: 'when a request waits' });
  await ours.locator('.setting-value-checkbox').click();
  const file = join(editor.host.root, 'data/User/settings.json');
  await expect
    .poll(() => readFile(file, 'utf8'), { timeout: 10_000 })
    .not.toMatch(/"countersign.notifications": false/);
  // Newer editors show their settings over everything else.
  await editor.page.keyboard.press('Escape');
}
