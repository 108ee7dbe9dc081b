import { expect, test } from 'vitest';
import { usePanel } from './editor-page.ts';
import { themes } from './themed-page.ts';
import { aPreview } from '../fakes/panel-snapshots.ts';
import { leashScenes } from './leash-scenes.ts';
import { chainPreview } from './rule-scenes.ts';
import { scenes } from './scenes.ts';

const installPreview = aPreview(['Bash(npm install express@5 --save-exact)'], {
  alsoMatched: {
    count: 3,
    of: 40,
    examples: [
      'npm install express@5 --save-exact',
      'npm install express@5 --save-exact --workspace packages/api',
    ],
  },
  alsoWaiting: 2,
  takesEffect: 'when-trusted',
});

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

test.each(themes)('a picture of the workbench in %s', async (theme) => {
  const panel = await open({ theme });
  await panel.snapshot(scenes.chain);
  await panel.press('chain', 'Allow Always…');
  await panel.answer('chain', chainPreview);
  await panel.picture(`workbench-${theme}`);
  await panel.card('chain').locator('.part-head').nth(1).click();
  await panel.card('chain').getByRole('button', { name: 'Edit…' }).click();
  await panel.page.keyboard.type('x');
  await panel.answer('chain', {
    ...chainPreview,
    canSave: false,
    rules: chainPreview.rules.map((rule, at) =>
      at === 1
        ? {
            text: 'Bash(npm test *)x',
            problems: [
              { severity: 'error', code: 'not-this-call', message: 'It doesn’t match this call.' },
            ],
            notes: [],
          }
        : rule,
    ),
  });
  await panel.picture(`workbench-edit-${theme}`);
});

test.each([300, 600])('a picture of the workbench at %i pixels', async (width) => {
  const panel = await open({ width });
  await panel.snapshot(scenes.cards);
  await panel.press('install', 'Allow Always…');
  await panel.answer('install', installPreview);
  await panel.picture(`workbench-one-${width}`);
  await panel.card('install').getByRole('radio', { name: '1 hour' }).check();
  await panel.answer('install', { ...installPreview, takesEffect: 'now', file: null });
  await panel.picture(`workbench-hour-${width}`);
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

test.each(['dark', 'light'] as const)(
  'pictures of the leash at 300 pixels in %s',
  async (theme) => {
    const panel = await open({ theme, width: 300 });
    for (const [name, scene] of Object.entries(leashScenes)) {
      await panel.snapshot({ ...scene, revision: 1 });
      await panel.picture(`${name}-300-${theme}`);
    }
    await panel.page.getByRole('button', { name: 'Stop all agents…' }).click();
    await panel.picture(`stop-300-${theme}`);
  },
);
