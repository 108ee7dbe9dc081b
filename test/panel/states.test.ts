import { expect, test } from 'vitest';
import type { ToHost } from '../../src/protocol/panel.ts';
import { aCommand, aSnapshot, inState, NOW } from '../fakes/panel-snapshots.ts';
import { usePanel } from './editor-page.ts';
import { scenes } from './scenes.ts';

const open = usePanel();

const presses: readonly (readonly [keyof typeof scenes, string, ToHost])[] = [
  ['empty', 'Send a test request', { kind: 'send-test' }],
  ['empty', 'Disconnect…', { kind: 'disconnect' }],
  ['not-connected', 'Connect Claude Code', { kind: 'connect' }],
  ['proposal', 'Apply', { kind: 'apply-proposal' }],
  ['proposal', 'Cancel', { kind: 'drop-proposal' }],
  ['findings', 'Change the hook to 27182', { kind: 'mend', finding: 'hook-port-differs' }],
  ['findings', 'Check again', { kind: 'check-again' }],
  ['elsewhere', 'Take over', { kind: 'take-over' }],
  ['port-taken', 'Listen on 27183 instead', { kind: 'use-port', port: 27183 }],
];

test.each(presses)('%s: “%s” tells the host, once, and shows it', async (scene, label, message) => {
  const panel = await open();
  await panel.snapshot(scenes[scene]);
  const button = panel.page.getByRole('button', { name: label, exact: true });
  await button.click();
  await button.click({ force: true });
  expect(await panel.posted()).toEqual([message]);
  expect(await panel.page.locator('.notice').innerText()).toContain('…');
  const outcome = {
    kind: 'refused',
    code: 'settings-left-alone',
    message: 'It was not changed.',
  } as const;
  await panel.send({ kind: 'outcome', id: null, outcome });
  expect(await panel.page.getByRole('alert').innerText()).toBe('It was not changed.');
});

test.each([
  ['empty', 'Nothing waits for you.'],
  ['elsewhere', 'where 2 requests wait'],
  ['elsewhere', 'go back to Claude Code’s own prompt'],
  ['port-taken', 'Port 27182 is taken'],
  ['failed', 'Free some space'],
  ['starting', 'Starting…'],
] as const)('%s says “%s”', async (scene, words) => {
  const panel = await open();
  await panel.snapshot(scenes[scene]);
  expect(await panel.page.locator('main').innerText()).toContain(words);
});

test('what was answered elsewhere is shown for a moment and goes', async () => {
  const panel = await open();
  const state = {
    kind: 'answered-elsewhere',
    outcome: 'denied',
    how: 'in the terminal (No or Esc)',
    at: NOW - 8_000,
  } as const;
  await panel.snapshot(aSnapshot({ items: [inState(state, { id: 'a' })] }));
  const line = panel.page.locator('.recent li');
  expect(await line.innerText()).toContain('in the terminal (No or Esc)');
  await line.waitFor({ state: 'detached', timeout: 6_000 });
});

test('undo is one press, and shows when it is done', async () => {
  const panel = await open();
  await panel.snapshot(scenes.empty);
  await panel.page.getByRole('button', { name: 'undo rule' }).click();
  expect(await panel.posted()).toEqual([{ kind: 'undo-rule', id: 'tested' }]);
  const items = scenes.empty.items.map((item) =>
    item.state.kind === 'delivered' && item.state.saved !== null
      ? { ...item, state: { ...item.state, saved: { ...item.state.saved, undone: true } } }
      : item,
  );
  await panel.snapshot({ ...scenes.empty, revision: 2, items });
  expect(await panel.page.locator('.recent').innerText()).toContain('its rule was undone');
});

test('what changes is said to those who listen', async () => {
  const panel = await open();
  const live = panel.page.locator('[aria-live=polite]');
  await panel.snapshot(aSnapshot());
  await panel.snapshot(aSnapshot({ revision: 2, items: [aCommand('a', 'npm test')] }));
  expect(await live.textContent()).toContain(
    'New request in proj: Run the project’s tests. 1 waiting.',
  );
  const state = {
    kind: 'answered-elsewhere',
    outcome: 'denied',
    how: 'in the terminal (No or Esc)',
    at: NOW,
  } as const;
  await panel.snapshot(aSnapshot({ revision: 3, items: [inState(state, { id: 'a' })] }));
  expect(await live.textContent()).toContain('in the terminal (No or Esc)');
});

test('that the hook is missing is said once: by the button that adds it', async () => {
  const panel = await open();
  const missing = {
    id: 'hook-missing',
    severity: 'error',
    title: 'Claude Code is not connected',
    detail: 'Connect adds one hook.',
    file: null,
    fix: 'Connect',
  } as const;
  await panel.snapshot(aSnapshot({ connection: { kind: 'not-connected', findings: [missing] } }));
  expect(await panel.page.getByRole('button').allTextContents()).toHaveLength(1);
});
