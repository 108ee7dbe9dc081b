import { expect, test } from 'vitest';
import type { RulePreview } from '../../src/core/rules/preview.ts';
import { aPreview, aSnapshot, inState, NOW } from '../fakes/panel-snapshots.ts';
import { usePanel } from './editor-page.ts';
import type { PanelPage } from './editor-page.ts';
import { scenes } from './scenes.ts';

const open = usePanel();
const safe = ['Bash(npm install express@5 --save-exact)', 'Bash(npm test *)', 'Bash(git commit *)'];

/** The workbench of a command in three parts. */
async function workbench(): Promise<PanelPage> {
  const panel = await open();
  await panel.snapshot(scenes.chain);
  await panel.press('chain', 'Allow Always…');
  return panel;
}

/** The workbench of one part, its rule being written by hand. */
async function pen(): Promise<PanelPage> {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  await panel.press('install', 'Allow Always…');
  await panel.answer('install', aPreview(['Bash(npm install express@5 --save-exact)']));
  await panel.card('install').getByRole('button', { name: 'Edit…' }).click();
  return panel;
}

function wrong(text: string, severity: 'error' | 'warning', message: string): RulePreview {
  const problems = [{ severity, code: 'not-this-call', message } as const];
  return aPreview([text], {
    canSave: severity === 'warning',
    rules: [{ text, problems, notes: [] }],
  });
}

test('a part a line with its rule; one is opened at a time and chosen anew', async () => {
  const panel = await workbench();
  const card = panel.card('chain');
  expect(await card.locator('.part > * > .rule').allTextContents()).toEqual(safe);
  expect(await card.getByRole('radio', { name: /^Bash/ }).count()).toBe(0);
  await card.getByRole('button', { name: 'npm test -- --coverage=true' }).click();
  await card.getByRole('radio', { name: /^Bash\(npm \*\)/ }).check();
  await card.getByRole('button', { name: 'npm install express@5 --save-exact' }).click();
  expect(await card.getByRole('radio', { name: /^Bash/ }).count()).toBe(2);
  await card.getByRole('radio', { name: /^Bash\(npm install \*\)/ }).check();
  expect(await card.locator('.ladder').innerText()).toContain('Installing runs scripts');
  await panel.settled();
  await panel.press('chain', 'Save 3 rules and allow');
  const rules = ['Bash(npm install *)', 'Bash(npm *)', 'Bash(git commit *)'];
  expect(await panel.posted()).toMatchObject([
    { kind: 'decide', decision: { always: { destination: 'project', rules } } },
  ]);
});

test('by keyboard alone: open a part, choose with the arrows, save with Enter', async () => {
  const panel = await workbench();
  const { keyboard } = panel.page;
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  await keyboard.press('ArrowDown');
  await panel.settled();
  await keyboard.press('Enter');
  expect(await panel.posted()).toMatchObject([
    { decision: { always: { rules: ['Bash(npm install *)', ...safe.slice(1)] } } },
  ]);
});

test('the host is asked on opening, and on each change once it has answered', async () => {
  const panel = await workbench();
  const card = panel.card('chain');
  await card.getByRole('radio', { name: '1 hour' }).check();
  await card.getByRole('radio', { name: '5 times' }).check();
  await card.getByRole('radio', { name: 'Always' }).check();
  await card.getByRole('combobox').click();
  await panel.page.getByRole('option', { name: 'all projects' }).click();
  expect(await panel.asked()).toMatchObject([{ serial: 1, draft: { to: 'project', rules: safe } }]);
  await panel.answer('chain', aPreview(safe));
  await expect.poll(() => panel.asked()).toMatchObject([{ serial: 1 }, { draft: { to: 'user' } }]);
});

test('what saving would do is shown: notes at the rules, effects below', async () => {
  const panel = await workbench();
  const settings = '/home/dev/.claude/settings.json';
  const local = '/home/dev/shop-api/.claude/settings.local.json';
  const [first = '', second = '', third = ''] = safe;
  await panel.answer(
    'chain',
    aPreview(safe, {
      rules: [
        { text: first, problems: [], notes: [{ kind: 'already-there', file: local }] },
        {
          text: second,
          problems: [],
          notes: [{ kind: 'covered', by: 'Bash(npm *)', file: settings }],
        },
        {
          text: third,
          problems: [{ severity: 'warning', code: 'dead', message: 'Dead: nothing matches.' }],
          notes: [{ kind: 'shadowed', by: 'Bash(git *)', file: settings, behavior: 'deny' }],
        },
      ],
      thisCall: { outcome: 'deny', because: 'A deny rule matches git commit.' },
      alsoMatched: { count: 3, of: 40, examples: ['npm test -- cart', 'npm test'] },
      alsoWaiting: 2,
      takesEffect: 'when-trusted',
    }),
  );
  const parts = panel.card('chain').locator('.part');
  expect(await parts.nth(0).innerText()).toContain('Already there, in .claude/settings.local.json');
  expect(await parts.nth(1).innerText()).toContain(`Covered already by Bash(npm *) in ${settings}`);
  expect(await parts.nth(2).innerText()).toContain('Dead: nothing matches.');
  expect(await parts.nth(2).innerText()).toContain('a deny rule decides first, Bash(git *)');
  const effects = await panel.card('chain').locator('.effects').innerText();
  expect(effects).toContain('still be denied next time. A deny rule matches git commit.');
  expect(effects).toMatch(/3 of your last 40 requests:\s+npm test -- cart\s+npm test/);
  expect(effects).toContain('2 other waiting requests would be allowed too.');
  expect(effects).toContain('Takes effect once this folder is trusted');
  expect(await panel.page.locator('[aria-live=polite]').textContent()).toContain('3 of your last');
});

test('an error in what was written holds the button back, which says why', async () => {
  const panel = await pen();
  const card = panel.card('install');
  const field = card.getByRole('textbox');
  await field.fill('Bash(npm run');
  await panel.answer('install', wrong('Bash(npm run', 'error', 'A bracket is open.'));
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  const described = await field.getAttribute('aria-describedby');
  expect(await card.locator(`[id="${described}"]`).innerText()).toContain('A bracket is open.');
  const label = 'Save rule and allow Not available: A bracket is open.';
  await panel.settled();
  await panel.press('install', label);
  await field.press('Enter');
  expect(await card.getByRole('alert').innerText()).toBe('A bracket is open.');
  expect(await panel.posted()).toEqual([]);
});

test('a warning is shown and holds nothing back', async () => {
  const panel = await pen();
  const card = panel.card('install');
  await card.getByRole('textbox').fill('Bash(npm *)');
  await panel.settled();
  await panel.press('install', 'Save rule and allow');
  expect(await card.getByRole('alert').innerText()).toContain('still being checked');
  expect(await panel.posted()).toEqual([]);
  await panel.answer('install', wrong('Bash(npm *)', 'warning', 'It lets npm run anything.'));
  expect(await card.locator('.pen').innerText()).toContain('It lets npm run anything.');
  await panel.settled();
  await card.getByRole('textbox').press('Enter');
  expect(await panel.posted()).toMatchObject([
    { decision: { always: { destination: 'project', rules: ['Bash(npm *)'] } } },
  ]);
});

test('answers and snapshots that arrive leave what is being written, and the caret, alone', async () => {
  const panel = await pen();
  const { keyboard } = panel.page;
  const field = panel.card('install').getByRole('textbox');
  await field.fill('Bash(npm install left right)');
  for (let back = 0; back < ' right)'.length; back += 1) await keyboard.press('ArrowLeft');
  await keyboard.type(' ajd');
  await panel.answer('install', wrong('Bash(npm install left right)', 'error', 'No.'));
  await panel.snapshot({ ...scenes.cards, revision: 2 });
  await keyboard.type('MU?');
  await expect.poll(() => field.inputValue()).toBe('Bash(npm install left ajdMU? right)');
  expect(await panel.posted()).toEqual([]);
});

test('a rung that is chosen again takes the place of what was written', async () => {
  const panel = await pen();
  const card = panel.card('install');
  await card.getByRole('textbox').fill('Bash(npm *)');
  await card.getByRole('radio', { name: /^Bash\(npm install \*\)/ }).check();
  expect(await card.getByRole('textbox').count()).toBe(0);
  await card.getByRole('radio', { name: 'Written by hand' }).check();
  expect(await card.getByRole('textbox').inputValue()).toBe('Bash(npm *)');
  await card.getByRole('radio', { name: /^Bash\(npm install \*\)/ }).check();
  await panel.settled();
  await panel.press('install', 'Save rule and allow');
  expect(await panel.posted()).toMatchObject([
    { decision: { always: { rules: ['Bash(npm install *)'] } } },
  ]);
});

test('a long rule is seen whole while it is written', async () => {
  const panel = await pen();
  const field = panel.card('install').getByRole('textbox');
  await field.fill(`Bash(npm install ${'express@5 '.repeat(30)})`);
  const hidden = await field.evaluate((box) => box.scrollHeight - box.clientHeight);
  expect(hidden).toBeLessThanOrEqual(1);
});

test('one rule without a choice has no circle before it', async () => {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  await panel.press('push', 'Deny Always…');
  const card = panel.card('push');
  expect(await card.locator('code.rule').innerText()).toBe('Bash(git push --force *)');
  expect(await card.getByRole('radio').count()).toBe(0);
});

test('allowed for a while: the button says so, and no file is named', async () => {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  await panel.press('install', 'Allow Always…');
  const card = panel.card('install');
  await card.getByRole('radio', { name: 'This session' }).check();
  await panel.page.keyboard.press('ArrowRight');
  expect(await card.getByRole('radio', { name: '1 hour' }).isChecked()).toBe(true);
  expect(await card.getByRole('combobox').count()).toBe(0);
  expect(await card.innerText()).toContain('Allow for 1 hour, without asking:');
  await panel.settled();
  await panel.press('install', 'Allow for 1 hour');
  const rules = ['Bash(npm install express@5 --save-exact)'];
  expect(await panel.posted()).toMatchObject([
    { kind: 'decide', decision: { behavior: 'allow', always: { term: 'hour', rules } } },
  ]);
});

test('where nobody waits any more, rules can only be for always', async () => {
  const panel = await workbench();
  const card = panel.card('chain');
  await card.getByRole('radio', { name: '1 hour' }).check();
  const [item] = scenes.chain.items;
  const lost = inState(
    { kind: 'orphaned', why: 'agent-gone', at: NOW, saved: null, dismissed: false },
    item?.request,
  );
  await panel.snapshot(aSnapshot({ revision: 2, items: [lost] }));
  expect(await card.getByRole('radio', { name: '1 hour' }).count()).toBe(0);
  expect(await card.getByRole('combobox').isVisible()).toBe(true);
  await panel.settled();
  await panel.press('chain', 'Save 3 rules');
  expect(await panel.posted()).toMatchObject([
    { kind: 'save-rule', decision: { always: { destination: 'project', rules: safe } } },
  ]);
});

test('a choice made while the answer is on its way does not stay', async () => {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  await panel.press('install', 'Allow Always…');
  await panel.settled();
  await panel.press('install', 'Save rule and allow');
  const second = panel.card('install').getByRole('radio', { name: /^Bash\(npm install \*\)/ });
  await second.click();
  await expect.poll(() => second.isChecked()).toBe(false);
});

test.each([260, 300, 340])('nothing sticks out at %i pixels', async (width) => {
  const panel = await open({ width });
  await panel.snapshot(scenes.chain);
  await panel.press('chain', 'Allow Always…');
  const long = `npm install ${'x'.repeat(300)} --save-exact`;
  await panel.answer(
    'chain',
    aPreview(safe, { alsoMatched: { count: 1, of: 9, examples: [long] } }),
  );
  await panel.card('chain').locator('.part-head').nth(1).click();
  const over = await panel.page.evaluate(() => {
    const page = document.documentElement;
    const form = document.querySelector('.workbench') ?? page;
    return [page.scrollWidth - page.clientWidth, form.scrollWidth - form.clientWidth];
  });
  expect(Math.max(...over)).toBeLessThanOrEqual(0);
});

test('a flag of a rule keeps to one line as long as it fits on one', async () => {
  const panel = await open({ width: 280 });
  await panel.snapshot(scenes.cards);
  await panel.press('install', 'Allow Always…');
  const heights = await panel
    .card('install')
    .locator('.rule .word')
    .evaluateAll((words) => words.map((word) => Math.round(word.getBoundingClientRect().height)));
  expect(new Set(heights).size).toBe(1);
});
