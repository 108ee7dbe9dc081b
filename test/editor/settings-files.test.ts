import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Locator } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../rigs/desk/desk.ts';
import {
  commandEvent,
  hookClient,
  verdict,
  type Asked,
  type HookClient,
} from '../rigs/desk/hook-client.ts';
import { editorSuite } from '../rigs/desk/editor-suite.ts';
import type { Place } from '../rigs/desk/place.ts';
import { openFile, runCommand } from '../rigs/vscode/palette.ts';
import { activityBadge } from '../rigs/vscode/workbench.ts';

let place: Place;
let desk: Desk;
let agent: HookClient;

const suite = editorSuite('settings-files', () => desk.page);
const { picture } = suite;

beforeAll(async () => {
  place = await suite.makePlace();
  desk = await openDesk({ column: suite.column, home: place.home, folder: place.folder });
  suite.onEnd(desk.close);
  await desk.connect();
  agent = await hookClient(place.home);
});

const before = '{ "permissions" :{"allow":[ "Read" ]} }';

/** Asks, and presses Allow Always and Save. */
async function saveRule(command: string): Promise<{ asked: Asked; card: Locator }> {
  const asked = agent.ask(commandEvent({ folder: place.folder, command }));
  const card = await desk.card(command);
  await desk.press(card, 'Allow Always');
  await desk.press(card, 'Save rule and allow');
  return { asked, card };
}

/** The card says why the rule was not saved, and the request is as open as it was. */
async function refusal(card: Locator): Promise<string> {
  const words = await card.getByRole('alert').innerText();
  expect(await activityBadge(desk.page, 'Countersign')).toBe('1');
  return words;
}

async function allowOnce({ asked, card }: { asked: Asked; card: Locator }): Promise<void> {
  await desk.press(card, 'Back');
  await desk.press(card, 'Allow');
  expect(await verdict(asked)).toBe('allow');
}

test('a file with a comment is left alone, and the card says what to do', async () => {
  const text = '{\n  // mine\n  "permissions": {}\n}\n';
  await place.write('project', text);
  const one = await saveRule('npm run comment');
  const words = await refusal(one.card);
  expect(words).toContain(`${place.path('project')} has a comment`);
  expect(words).toContain('Take the comments out, then try again.');
  await picture('1-comment');
  await allowOnce(one);
  expect(await place.read('project')).toBe(text);
});

test('a file of another shape is left alone', async () => {
  const text = '{ "permissions": { "allow": "everything" } }\n';
  await place.write('project', text);
  const one = await saveRule('npm run shape');
  expect(await refusal(one.card)).toContain('is not what Claude Code expects there');
  await allowOnce(one);
  expect(await place.read('project')).toBe(text);
});

test('a read-only file is left alone', async () => {
  await place.write('project', before);
  await place.setMode('project', 0o444);
  const one = await saveRule('npm run read-only');
  expect(await refusal(one.card)).toContain('is read-only, so it was left alone');
  await picture('2-read-only');
  await allowOnce(one);
  expect(await place.read('project')).toBe(before);
  await place.setMode('project', 0o644);
});

test('a file with unsaved changes in an editor is left alone until they are reverted', async () => {
  await openFile(desk.page, place.path('project'));
  await desk.page.locator('.editor-instance .view-lines').first().click();
  await desk.page.keyboard.press('Control+Home');
  await desk.page.keyboard.type(' ');
  await desk.page.locator('.tab.dirty').waitFor();
  const { asked, card } = await saveRule('npm run unsaved');
  expect(await refusal(card)).toContain(
    'is open in an editor with unsaved changes. Save or revert them, then try again.',
  );
  await picture('3-unsaved');
  expect(await place.read('project')).toBe(before);

  await desk.page.locator('.editor-instance .view-lines').first().click();
  await runCommand(desk.page, 'File: Revert File');
  await desk.page.locator('.tab.dirty').waitFor({ state: 'detached' });
  await desk.press(card, 'Save rule and allow');
  expect(await verdict(asked)).toBe('allow');
  expect(JSON.parse((await place.read('project')) ?? '')).toEqual({
    permissions: { allow: ['Read', 'Bash(npm run unsaved *)'] },
  });
});

test('a folder that is not there is made, and goes again with the rule', async () => {
  await place.empty('project');
  const { asked } = await saveRule('npm run new-folder');
  expect(await verdict(asked)).toBe('allow');
  expect(JSON.parse((await place.read('project')) ?? '')).toEqual({
    permissions: { allow: ['Bash(npm run new-folder *)'] },
  });
  const line = desk.panel.locator('.recent li', { hasText: 'npm run new-folder' });
  await line.getByText('undo rule').click();
  await line.getByText('its rule was undone').waitFor();
  expect(existsSync(dirname(place.path('project')))).toBe(false);
});
