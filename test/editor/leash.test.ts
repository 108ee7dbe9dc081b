import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../rigs/desk/desk.ts';
import { commandEvent, hookClient, verdict, type HookClient } from '../rigs/desk/hook-client.ts';
import { editorSuite } from '../rigs/desk/editor-suite.ts';
import type { Place } from '../rigs/desk/place.ts';
import { runCommand } from '../rigs/vscode/palette.ts';
import { waitForToast } from '../rigs/vscode/toasts.ts';
import { statusItem } from '../rigs/vscode/workbench.ts';

let place: Place;
let desk: Desk;
let agent: HookClient;

const suite = editorSuite('leash', () => desk.page);
const { picture } = suite;

beforeAll(async () => {
  place = await suite.makePlace();
  await place.write('user', '{ "permissions": { "defaultMode": "default" } }');
  desk = await openDesk({
    column: suite.column,
    home: place.home,
    folder: place.folder,
    settings: { 'countersign.notifications': false },
  });
  suite.onEnd(desk.close);
  await desk.connect();
  agent = await hookClient(place.home);
});

const bar = (): Locator => desk.panel.locator('.leash-choice');

/** Chooses a row of the quick pick whose title says what is asked. */
async function choose(title: string, label: string): Promise<void> {
  const widget = desk.page.locator('.quick-input-widget', { hasText: title });
  await widget.waitFor({ timeout: 20_000 });
  // A row far below is drawn only once it is looked for.
  await widget.locator('input').first().fill(label);
  await widget.locator('.monaco-list-row', { hasText: label }).first().click();
}

/** Puts a text into the document that is open, and saves it. */
async function save(text: string): Promise<void> {
  await desk.page.locator('.monaco-editor .view-lines').first().click();
  await desk.page.keyboard.press('Control+a');
  await desk.page.keyboard.insertText(text);
  // The editor closes a bracket by itself.
  await desk.page.keyboard.press('Control+Shift+End');
  await desk.page.keyboard.press('Delete');
  await desk.page.keyboard.press('Control+s');
}

const isDirty = (): Promise<boolean> =>
  desk.page
    .locator('.tab.active.dirty', { hasText: 'judgement.json' })
    .count()
    .then((count) => count > 0);

test('connecting asks which calls should wait; the answer shows the change that it takes', async () => {
  const question = desk.panel.locator('.leash-question');
  await question.getByText('Which should wait for you?').waitFor({ timeout: 20_000 });
  await picture('1-question');
  await desk.page.waitForTimeout(600);
  await question.locator('.mode-choice', { hasText: 'Partial' }).click();
  await desk.panel.locator('.proposal').waitFor({ timeout: 20_000 });
  expect(await place.read('user')).not.toContain('PreToolUse');
  await picture('2-proposal');
  await desk.press(desk.panel.locator('.proposal'), 'Apply');
  await bar().getByText('Partial').waitFor({ timeout: 20_000 });
  await expect.poll(() => place.read('user'), { timeout: 20_000 }).toContain('PreToolUse');
  await statusItem(desk.page, 'Partial').waitFor();
  expect(await question.count()).toBe(0);
});

test('mode and profile of a folder are chosen step by step', async () => {
  await bar().click();
  await choose('How Long Is the Leash?', 'The folder shop-api');
  await choose('The Mode', 'Manual');
  await picture('3-profile');
  await choose('The Profile', 'Coding Standard');
  await bar().getByText('Manual').waitFor({ timeout: 20_000 });
  expect(await bar().innerText()).toContain('Coding Standard');
});

test('a request says what it means and why it is asked', async () => {
  const asked = agent.ask(commandEvent({ folder: place.folder, command: 'npm install express' }));
  const card = await desk.card('npm install express');
  expect(await card.locator('.tier').innerText()).toContain('Medium risk');
  expect(await card.innerText()).toContain('Countersign asks: The mode manual');
  await picture('4-card');
  asked.drop();
});

test('what the profile never allows is denied at once, and the panel says by what', async () => {
  const asked = agent.ask(commandEvent({ folder: place.folder, command: 'git push --force' }));
  expect(await verdict(asked)).toMatch(/^deny/);
  const line = desk.panel.locator('.recent li', { hasText: 'git push --force' });
  expect(await line.innerText()).toContain('denied by the profile Coding Standard');
});

test('what the document can’t be used for is said and marked, and the text stays', async () => {
  await runCommand(desk.page, 'Countersign: Edit Profiles, People and Policies');
  await desk.page.locator('.tab.active', { hasText: 'judgement.json' }).waitFor();
  await save('{ "people": [{ "name": 7 }] }');
  const { text } = await waitForToast(desk.page, 'Nothing was saved');
  expect(text).toContain('people → 0 → name');
  expect(await isDirty()).toBe(true);
  await desk.page.locator('.squiggly-error').first().waitFor();
  await picture('5-refused');
  await save(
    '{ "profiles": { "Mine": { "base": "Full Access", "patch": [], "meaning": "All of it" } } }',
  );
  await expect.poll(isDirty, { timeout: 20_000 }).toBe(false);
});

test('a profile of the person’s own can be chosen', async () => {
  await runCommand(desk.page, 'Countersign: Choose Mode and Profile');
  await choose('How Long Is the Leash?', 'The folder shop-api');
  await choose('The Mode', 'Manual');
  await choose('The Profile', 'Mine');
  await bar().getByText('Mine').waitFor({ timeout: 20_000 });
});

test('the custom mode is said line by line, and counts once it is kept', async () => {
  const line = (label: string): Locator =>
    desk.page.locator('.quick-input-widget .monaco-list-row', { hasText: label });
  await runCommand(desk.page, 'Countersign: Choose Mode and Profile');
  await choose('How Long Is the Leash?', 'The folder shop-api');
  await choose('The Mode', 'Custom');
  await choose('The Profile', 'The profile of the next wider place');
  await choose('The Custom Mode', 'Low risk');
  await choose('The Custom Mode: Low risk', 'Is denied');
  await line('Low risk').getByText('is denied').waitFor({ timeout: 20_000 });
  await line('Medium risk').getByText('is denied').waitFor();
  await picture('6-custom');
  await choose('The Custom Mode', 'Keep it so');
  await bar().getByText('Custom').waitFor({ timeout: 20_000 });
  const asked = agent.ask(commandEvent({ folder: place.folder, command: 'npm test' }));
  expect(await verdict(asked)).toMatch(/^deny/);
  // Left half-way, nothing of it is kept.
  await runCommand(desk.page, 'Countersign: Choose Mode and Profile');
  await choose('How Long Is the Leash?', 'The folder shop-api');
  await choose('The Mode', 'Custom');
  await choose('The Profile', 'The profile of the next wider place');
  await choose('The Custom Mode', 'Low risk');
  await choose('The Custom Mode: Low risk', 'Goes by');
  await line('Low risk').getByText('goes by').waitFor({ timeout: 20_000 });
  await desk.page.keyboard.press('Escape');
  const again = agent.ask(commandEvent({ folder: place.folder, command: 'npm test' }));
  expect(await verdict(again)).toMatch(/^deny/);
  await runCommand(desk.page, 'Countersign: Choose Mode and Profile');
  await choose('How Long Is the Leash?', 'The folder shop-api');
  await choose('The Mode', 'Manual');
  await choose('The Profile', 'Mine');
  await bar().getByText('Manual').waitFor({ timeout: 20_000 });
});

test('what others have to sign is not offered to be allowed, by the keyboard neither', async () => {
  await runCommand(desk.page, 'Countersign: Edit Profiles, People and Policies');
  await desk.page.locator('.tab.active', { hasText: 'judgement.json' }).waitFor();
  const document = {
    profiles: { Mine: { base: 'Full Access', patch: [] } },
    people: [
      { name: 'Ada', roles: ['lead'], devices: ['Pixel'] },
      { name: 'Bo', editor: true },
    ],
    policies: [
      {
        scope: 'machine',
        match: { domain: 'shell' },
        requires: { of: [{ kind: 'role', name: 'lead' }], needs: 'any' },
      },
    ],
  };
  await save(JSON.stringify(document));
  await expect.poll(isDirty, { timeout: 20_000 }).toBe(false);
  const asked = agent.ask(commandEvent({ folder: place.folder, command: 'make signed' }));
  const card = await desk.card('make signed');
  await card.getByText('Not yours to allow').waitFor();
  const words = 'It waits for somebody with the role lead to sign; you can deny it.';
  expect(await card.locator('.why').innerText()).toBe(words);
  expect(await card.locator('vscode-button').allInnerTexts()).toEqual(['DenyD', 'Deny Always…']);
  await picture('7-not-yours');
  await card.focus();
  await desk.page.keyboard.press('a');
  await card.getByRole('alert').getByText(words).waitFor();
  await desk.press(card, 'Deny');
  expect(await verdict(asked)).toMatch(/^deny/);
});

test('where the mode is off, the panel says how far policies hold', async () => {
  await bar().click();
  await choose('How Long Is the Leash?', 'The folder shop-api');
  await choose('The Mode', 'Off');
  await choose('The Profile', 'The profile of the next wider place');
  const words = 'While the mode is off, your policies hold only what Claude Code itself asks.';
  await desk.panel.locator('.leash').getByText(words).waitFor({ timeout: 20_000 });
  await picture('8-off');
  await runCommand(desk.page, 'Countersign: Edit Profiles, People and Policies');
  await save('{}');
  await desk.panel.locator('.leash').getByText(words).waitFor({ state: 'detached' });
});

test('one word stops all agents, until they are released', async () => {
  const waiting = agent.ask(commandEvent({ folder: place.folder, command: 'make waits' }));
  await desk.card('make waits');
  await desk.panel.getByRole('button', { name: 'Stop all agents…' }).click();
  await desk.press(desk.panel.locator('.stop-form'), 'Stop all agents');
  await desk.panel.getByText('All agents are stopped').waitFor({ timeout: 20_000 });
  expect(await verdict(waiting)).toMatch(/^deny/);
  await statusItem(desk.page, 'Agents are stopped').waitFor();
  const late = agent.ask(commandEvent({ folder: place.folder, command: 'make late' }));
  expect(await verdict(late)).toMatch(/^deny/);
  await picture('9-stopped');
  await desk.press(desk.panel.locator('body'), 'Release');
  await desk.panel.locator('.stopped').waitFor({ state: 'detached', timeout: 20_000 });
});
