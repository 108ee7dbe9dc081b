import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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

let place: Place;
let desk: Desk;
let agent: HookClient;

const suite = editorSuite('workbench', () => desk.page);
const { picture } = suite;

beforeAll(async () => {
  place = await suite.makePlace();
  // A project's rules to allow count only where its folder is trusted.
  const projects = { [place.folder]: { hasTrustDialogAccepted: true } };
  await writeFile(join(place.home, '.claude.json'), JSON.stringify({ projects }));
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

const ask = (command: string): Asked => agent.ask(commandEvent({ folder: place.folder, command }));

/** What came up or moved takes an answer half a second later, so that nothing is answered unseen. */
const settle = () => desk.page.waitForTimeout(700);

/** The rules to allow in the project's file. */
async function allowed(): Promise<readonly string[]> {
  const file = join(place.folder, '.claude/settings.json');
  const settings = JSON.parse(await readFile(file, 'utf8')) as {
    permissions: { allow: string[] };
  };
  return settings.permissions.allow;
}

test('by mouse: a rung for each part, looked at before it is saved; then the others together', async () => {
  const first = ask('npm ci && npm test -- --coverage');
  const second = ask('npm test -- --watch');
  const third = ask('npm test -- --bail');
  const unlike = ask('make deploy');
  const card = await desk.card('npm ci');
  await desk.card('make deploy');
  await desk.press(card, 'Allow Always…');
  const rules = card.locator('code.rule');
  expect(await rules.allInnerTexts()).toEqual(['Bash(npm ci *)', 'Bash(npm test *)']);
  await card.getByText('Would also have matched 2 of').waitFor({ timeout: 10_000 });
  await picture('1-parts');
  await desk.press(card, 'Save 2 rules and allow');
  expect(await verdict(first)).toBe('allow');
  expect(await allowed()).toEqual(['Bash(npm ci *)', 'Bash(npm test *)']);
  const release = desk.panel.locator('.release');
  await release.getByText('2 more waiting requests').waitFor({ timeout: 10_000 });
  await picture('2-together');
  await desk.press(release, 'Allow both');
  expect(await verdict(second)).toBe('allow');
  expect(await verdict(third)).toBe('allow');
  await release.waitFor({ state: 'detached', timeout: 10_000 });
  await desk.card('make deploy');
  unlike.drop();
  await desk.gone('make deploy');
});

test('by keyboard: a rule written by hand is looked at while it is typed', async () => {
  const asked = ask('make build-docs');
  const other = ask('make build-site');
  const card = await desk.card('make build-docs');
  await desk.card('make build-site');
  const { keyboard } = desk.page;
  await card.focus();
  await keyboard.press('Shift+A');
  await card.getByRole('button', { name: 'Edit…' }).focus();
  await keyboard.press('Enter');
  const field = card.getByRole('textbox', { name: 'Rule, written by hand' });
  await field.focus();
  // Not “select all”: the editor hands that one back to its webviews, and it may come after the first letters.
  await keyboard.press('ControlOrMeta+End');
  await keyboard.press('ControlOrMeta+Shift+Home');
  await keyboard.type('Bash(make build');
  await card.getByText('Claude Code would skip this rule.').waitFor({ timeout: 10_000 });
  await picture('3-by-hand-wrong');
  await keyboard.press('Enter');
  expect(await card.count()).toBe(1);
  await keyboard.type('-*)');
  await card.getByText('1 other waiting request').waitFor({ timeout: 10_000 });
  await picture('4-by-hand');
  await settle();
  await keyboard.press('Enter');
  expect(await verdict(asked)).toBe('allow');
  expect(await allowed()).toContain('Bash(make build-*)');
  const release = desk.panel.locator('.release');
  await release.getByText('1 more waiting request').waitFor({ timeout: 10_000 });
  const button = release.locator('vscode-button').filter({ hasText: 'Allow it' });
  await settle();
  await button.focus();
  await keyboard.press('Enter');
  expect(await verdict(other)).toBe('allow');
});

test('for a while: a grant answers by itself, is counted down, and is taken back', async () => {
  const first = ask('terraform plan');
  const card = await desk.card('terraform plan');
  await desk.press(card, 'Allow Always…');
  await card.getByRole('radio', { name: '5 times' }).check({ force: true });
  await card.getByText('For five more calls that match').waitFor({ timeout: 10_000 });
  await picture('5-grant');
  await desk.press(card, 'Allow, and 5 times more');
  expect(await verdict(first)).toBe('allow');
  expect(await verdict(ask('terraform plan'))).toBe('allow');
  const grants = desk.panel.locator('.grants');
  await grants.getByText('4 of 5').waitFor({ timeout: 10_000 });
  await picture('6-granted');
  await grants.getByRole('button', { name: 'Revoke' }).click();
  await grants.waitFor({ state: 'detached', timeout: 10_000 });
  const last = ask('terraform plan');
  await desk.press(await desk.card('terraform plan'), 'Deny');
  expect(await verdict(last)).toMatch(/^deny/);
});
