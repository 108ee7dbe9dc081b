import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type Desk } from '../rigs/desk/desk.ts';
import { commandEvent, hookClient, verdict, type HookClient } from '../rigs/desk/hook-client.ts';
import { pictureFailures, picturePanel } from '../rigs/desk/pictures.ts';
import { makePlace, type Place } from '../rigs/desk/place.ts';
import { columnNamed } from '../rigs/vscode/install.ts';

const column = columnNamed(process.env['COUNTERSIGN_COLUMN']);
let place: Place;
let desk: Desk;
let hook: HookClient;

beforeAll(async () => {
  place = await makePlace();
  desk = await openDesk({ column, home: place.home, folder: place.folder });
  await desk.connect();
  hook = await hookClient(place.home);
});
afterAll(async () => {
  await desk?.close();
  await place?.remove();
});

pictureFailures(() => desk?.page, `settings-files-${column}`);

/** Asks, and presses Allow Always and its confirmation for the project's file. */
async function allowAlways(command: string) {
  const asked = hook.ask(commandEvent({ folder: place.folder, command }));
  const card = await desk.card(command);
  await desk.press(card, 'Allow Always');
  await card.locator('code.rule').first().waitFor();
  await desk.press(card, 'Save rule and allow');
  return { asked, card };
}

/** A rule that can't be saved says why, leaves the file alone, and the request open. */
async function isRefused(command: string, why: RegExp): Promise<void> {
  const before = await place.read('project');
  const { asked, card } = await allowAlways(command);
  const words = card.getByRole('alert').filter({ hasText: why });
  await words.waitFor();
  await picturePanel(desk.page, `settings-${command.split(' ').at(-1)}-${column}`);
  expect(await place.read('project')).toBe(before);
  await desk.press(card, 'Back');
  await desk.press(card, 'Deny');
  expect(await verdict(asked)).toContain('deny');
}

test('a folder that is not there yet is made with the file', async () => {
  expect(await place.read('project')).toBeNull();
  const { asked } = await allowAlways('npm run made');
  expect(await verdict(asked)).toBe('allow');
  expect(JSON.parse((await place.read('project')) ?? '')).toEqual({
    permissions: { allow: ['Bash(npm run made)'] },
  });
});

test('a file with a comment is left alone', async () => {
  await place.write('project', '{\n  // mine\n  "permissions": {}\n}\n');
  await isRefused('npm run commented', /comment/);
});

test('a file of the wrong shape is left alone', async () => {
  await place.write('project', '{ "permissions": { "allow": "everything" } }\n');
  await isRefused('npm run shaped', /not what Claude Code expects/);
});

test('a read-only file is left alone', async () => {
  await place.write('project', '{}\n');
  await place.setMode('project', 0o444);
  await isRefused('npm run locked', /read-only/);
  await place.setMode('project', 0o644);
});

test('a file that an editor holds unsaved changes of is left alone', async () => {
  await place.write('project', '{}\n');
  const { page } = desk;
  await page.keyboard.press('Control+P');
  const quick = page.locator('.quick-input-widget input').first();
  await quick.fill(place.path('project'));
  await page.locator('.quick-input-list .monaco-list-row').first().click();
  const editor = page.locator('.editor-instance .monaco-editor').first();
  await editor.locator('.view-lines').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' ');
  await page.locator('.tab.dirty').waitFor();
  await isRefused('npm run unsaved', /unsaved/);
});
