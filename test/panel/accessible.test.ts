import { expect, test } from 'vitest';
import { usePanel } from './editor-page.ts';
import { chainPreview } from './rule-scenes.ts';
import { scenes } from './scenes.ts';
import { themes } from './themed-page.ts';

const open = usePanel();

test.each(themes)('nothing stands in the way of anyone, in %s', async (theme) => {
  const panel = await open({ theme });
  for (const [name, scene] of Object.entries(scenes)) {
    await panel.snapshot({ ...scene, revision: 1 });
    expect(await panel.violations(), name).toEqual([]);
  }
});

test.each(themes)('nor in the open forms, in %s', async (theme) => {
  const panel = await open({ theme });
  await panel.snapshot(scenes.cards);
  await panel.press('install', 'Allow Always…');
  await panel.press('edit', 'Deny Always…');
  await panel.press('push', 'Deny with a message…');
  await panel.page.keyboard.press('?');
  expect(await panel.violations()).toEqual([]);
});

test.each(themes)('nor in the workbench, in %s', async (theme) => {
  const panel = await open({ theme });
  await panel.snapshot(scenes.chain);
  await panel.press('chain', 'Allow Always…');
  await panel.answer('chain', chainPreview);
  expect(await panel.violations()).toEqual([]);
  await panel.card('chain').locator('.part-head').nth(1).click();
  await panel.card('chain').getByRole('button', { name: 'Edit…' }).click();
  await panel.page.keyboard.type('x');
  const text = 'Bash(npm test *)x';
  const message = 'It doesn’t match this call.';
  const problems = [{ severity: 'error', code: 'not-this-call', message } as const];
  const rules = chainPreview.rules.map((rule, at) =>
    at === 1 ? { text, problems, notes: [] } : rule,
  );
  await panel.answer('chain', { ...chainPreview, canSave: false, rules });
  expect(await panel.card('chain').locator('.pen').innerText()).toContain(message);
  expect(await panel.violations()).toEqual([]);
});

test('a button shows its focus from the keyboard, and not from the mouse', async () => {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  const control = panel.card('push').getByRole('button', { name: 'Deny', exact: true });
  const outline = (): Promise<string> =>
    control.evaluate((element) => {
      const inner = element.shadowRoot?.querySelector('button') ?? element;
      return getComputedStyle(inner).outlineStyle;
    });
  await panel.card('push').focus();
  await panel.page.keyboard.press('Tab');
  await panel.page.keyboard.press('Tab');
  expect(await outline()).toBe('solid');
});
