import { expect, test } from 'vitest';
import { aSnapshot, offering, waiting } from '../fakes/panel-snapshots.ts';
import { usePanel } from './editor-page.ts';
import { scenes } from './scenes.ts';

const open = usePanel();

test('the form shows the exact rules, and what is shown is what is sent', async () => {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  await panel.settled();
  await panel.press('install', 'Allow Always…');
  const card = panel.card('install');
  expect(await card.locator('code.rule').allTextContents()).toEqual([
    'Bash(npm install express@5 --save-exact)',
    'Bash(npm install *)',
  ]);
  expect(await panel.posted()).toEqual([]);
  await card.getByText('Bash(npm install *)').click();
  await card.getByRole('combobox').click();
  await panel.page.getByRole('option', { name: 'all projects' }).click();
  await panel.settled();
  await panel.press('install', 'Save rule and allow');
  const always = { destination: 'user', rules: ['Bash(npm install *)'] };
  expect(await panel.posted()).toEqual([
    { kind: 'decide', id: 'install', decision: { behavior: 'allow', always, answers: null } },
  ]);
});

test('a rule that reads differently in another file is shown as it would stand there', async () => {
  const panel = await open();
  const rules = {
    project: ['Edit(/src/**)'],
    local: ['Edit(/src/**)'],
    user: ['Edit(//home/dev/proj/src/**)'],
  };
  const allow = {
    kind: 'some',
    parts: [
      {
        part: 'src',
        selected: 0,
        rungs: [{ rung: 'folder', reach: 'Files below src.', warning: null, rules }],
      },
    ],
  } as const;
  await panel.snapshot(
    aSnapshot({ items: [waiting({ id: 'a', offers: { allow, deny: allow } })] }),
  );
  await panel.settled();
  await panel.press('a', 'Allow Always…');
  await panel.card('a').getByRole('combobox').click();
  await panel.page.getByRole('option', { name: 'all projects' }).click();
  expect(await panel.card('a').locator('code.rule').textContent()).toBe(
    'Edit(//home/dev/proj/src/**)',
  );
  await panel.settled();
  await panel.press('a', 'Save rule and allow');
  expect(await panel.posted()).toMatchObject([
    { decision: { always: { destination: 'user', rules: ['Edit(//home/dev/proj/src/**)'] } } },
  ]);
});

test('Deny Always takes a message along', async () => {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  await panel.press('push', 'Deny Always…');
  await panel.card('push').getByRole('textbox').fill('Open a pull request instead.');
  await panel.settled();
  await panel.press('push', 'Save rule and deny');
  const always = { destination: 'project', rules: ['Bash(git push --force *)'] };
  expect(await panel.posted()).toEqual([
    {
      kind: 'decide',
      id: 'push',
      decision: { behavior: 'deny', always, message: 'Open a pull request instead.' },
    },
  ]);
});

test('where nothing may be offered the button stays in reach and says why', async () => {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  const why = 'It overwrites history: asked each time.';
  const button = panel
    .card('push')
    .getByRole('button', { name: `Allow Always… Not available: ${why}` });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await button.focus();
  await panel.page.keyboard.press('Enter');
  expect(await panel.card('push').getByRole('alert').innerText()).toBe(why);
  expect(await panel.posted()).toEqual([]);
});

test('an offer of many rules is shown and sent whole', async () => {
  const panel = await open();
  const rules = ['Bash(npm run build)', 'Bash(npm run lint)'];
  const offers = {
    kind: 'some',
    parts: [
      {
        part: 'both',
        selected: 0,
        rungs: [
          {
            rung: 'exact',
            reach: 'Both parts.',
            warning: null,
            rules: { project: rules, local: rules, user: rules },
          },
        ],
      },
    ],
  } as const;
  await panel.snapshot(
    aSnapshot({ items: [waiting({ id: 'a', offers: { allow: offers, deny: offering() } })] }),
  );
  await panel.settled();
  await panel.press('a', 'Allow Always…');
  expect(await panel.card('a').locator('code.rule').allTextContents()).toEqual(rules);
  await panel.settled();
  await panel.press('a', 'Save 2 rules and allow');
  expect(await panel.posted()).toMatchObject([{ decision: { always: { rules } } }]);
});
