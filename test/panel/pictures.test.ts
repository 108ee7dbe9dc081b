import { expect, test } from 'vitest';
import { themes, usePanel } from './editor-page.ts';
import { scenes } from './scenes.ts';

const open = usePanel();

test.each(Object.entries(scenes))('a picture of %s', async (name, scene) => {
  const panel = await open();
  await panel.snapshot(scene);
  // Taking a picture adds a style of its own, which the policy blocks: the page is asked before.
  expect(panel.faults()).toEqual([]);
  await panel.picture(name);
});

test.each(themes)('a picture of the open forms in %s', async (theme) => {
  const panel = await open({ theme });
  await panel.snapshot(scenes.cards);
  await panel.press('install', 'Allow Always…');
  await panel.press('push', 'Deny with a message…');
  await panel.press('edit', 'Deny Always…');
  await panel.picture(`forms-${theme}`);
});

test.each([220, 280, 600])('a picture at %i pixels', async (width) => {
  const panel = await open({ width });
  await panel.snapshot(scenes.cards);
  await panel.press('install', 'Allow Always…');
  await panel.card('install').getByRole('combobox').click();
  await panel.page.getByRole('option', { name: 'only you' }).click();
  await panel.picture(`wide-${width}`);
  await panel.card('install').getByRole('combobox').click();
  await panel.picture(`wide-${width}-list`);
});

test('a picture of outcomes', async () => {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  await panel.settled();
  await panel.press('install', 'Allow');
  await panel.press('edit', 'Deny');
  await panel.press('push', 'Allow Always…');
  await panel.send({
    kind: 'outcome',
    id: 'edit',
    outcome: {
      kind: 'refused',
      code: 'already-answered',
      message: 'Already answered: allowed in “shop-api” a moment ago.',
    },
  });
  await panel.picture('outcomes');
});
