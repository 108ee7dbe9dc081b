import { expect, test } from 'vitest';
import { aCommand, aSnapshot, inState, NOW, waiting } from '../fakes/panel-snapshots.ts';
import { usePanel } from './editor-page.ts';
import { scenes } from './scenes.ts';

const open = usePanel();
const here = { kind: 'window', name: 'proj' } as const;
const allowed = { behavior: 'allow', always: null, answers: null } as const;

test('Allow sends one decision, and says so until it is done', async () => {
  const panel = await open();
  await panel.snapshot(aSnapshot({ items: [aCommand('a', 'npm test')] }));
  await panel.settled();
  await panel.press('a', 'Allow');
  await panel.press('a', 'Allow');
  await panel.press('a', 'Deny');
  expect(await panel.posted()).toEqual([{ kind: 'decide', id: 'a', decision: allowed }]);
  expect(await panel.card('a').getByText('Allowing…').isVisible()).toBe(true);
});

test('a card that was answered goes, and leaves a line', async () => {
  const panel = await open();
  await panel.snapshot(aSnapshot({ items: [aCommand('a', 'npm test')] }));
  const state = {
    kind: 'delivered',
    by: here,
    decision: allowed,
    saved: null,
    at: NOW,
    deliveredAt: NOW,
  } as const;
  await panel.snapshot(aSnapshot({ revision: 2, items: [inState(state, { id: 'a' })] }));
  expect(await panel.card('a').count()).toBe(0);
  expect(await panel.page.locator('.recent').innerText()).toContain('allowed by you');
});

test('a snapshot older than the one shown is left aside', async () => {
  const panel = await open();
  await panel.snapshot(aSnapshot({ revision: 5, items: [] }));
  await panel.snapshot(aSnapshot({ revision: 4, items: [aCommand('late', 'npm test')] }));
  expect(await panel.card('late').count()).toBe(0);
});

test('a press that comes before the card was seen answers nothing, and says so', async () => {
  const panel = await open();
  await panel.stopTime();
  await panel.snapshot(aSnapshot({ items: [aCommand('a', 'npm test')] }));
  await panel.press('a', 'Allow');
  expect(await panel.posted()).toEqual([]);
  expect(await panel.card('a').getByRole('alert').innerText()).toContain('Press again');
});

test('a second press does not answer the card that moved under it', async () => {
  const panel = await open();
  const [first, second] = [aCommand('a', 'npm test'), aCommand('b', 'rm -r dist')];
  await panel.snapshot(aSnapshot({ items: [first, second] }));
  await panel.settled();
  await panel.stopTime();
  const state = { kind: 'answered-elsewhere', outcome: 'denied', how: 'No', at: NOW } as const;
  await panel.snapshot(aSnapshot({ revision: 2, items: [inState(state, { id: 'a' }), second] }));
  await panel.press('b', 'Allow');
  expect(await panel.posted()).toEqual([]);
  await panel.settled();
  await panel.press('b', 'Allow');
  expect(await panel.posted()).toMatchObject([{ kind: 'decide', id: 'b' }]);
});

test('a card out of view takes no answer by key, and comes into view instead', async () => {
  const panel = await open({ height: 300 });
  const items = Array.from({ length: 6 }, (_, index) => aCommand(`c${index}`, `make part${index}`));
  await panel.snapshot(aSnapshot({ items }));
  await panel.card('c0').focus();
  await panel.settled();
  await panel.page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await panel.settled();
  await panel.page.keyboard.press('a');
  expect(await panel.posted()).toEqual([]);
  expect(await panel.page.evaluate(() => window.scrollY)).toBeLessThan(100);
});

test('a refusal is shown in the card, and it can be answered again', async () => {
  const panel = await open();
  await panel.snapshot(aSnapshot({ items: [aCommand('a', 'npm test')] }));
  await panel.settled();
  await panel.press('a', 'Allow');
  const message = 'The answer could not be put on record. Free some space, then try again.';
  const outcome = { kind: 'refused', code: 'not-recorded', message } as const;
  await panel.send({ kind: 'outcome', id: 'a', outcome });
  expect(await panel.card('a').getByRole('alert').innerText()).toBe(message);
  await panel.press('a', 'Deny');
  expect(await panel.posted()).toHaveLength(2);
});

test('where no outcome comes, the card says so after five seconds', async () => {
  const panel = await open();
  await panel.snapshot(aSnapshot({ items: [aCommand('a', 'npm test')] }));
  await panel.settled();
  await panel.press('a', 'Allow');
  const alert = panel.card('a').getByRole('alert');
  await alert.waitFor({ timeout: 8_000 });
  expect(await alert.innerText()).toContain('No answer from the editor');
});

test('a long input must be shown whole before it can be allowed', async () => {
  const panel = await open();
  await panel.snapshot(scenes.kinds);
  await panel.settled();
  await panel.press(
    'long',
    'Allow Not available: Show all of it first: what you see is what you sign.',
  );
  expect(await panel.posted()).toEqual([]);
  await panel.press('long', 'Show all 1,204 lines');
  expect(await panel.card('long').textContent()).toContain('country1203');
  await panel.settled();
  await panel.press('long', 'Allow');
  expect(await panel.posted()).toMatchObject([{ kind: 'decide', id: 'long' }]);
});

test('questions are answered all together: an option, several, own words', async () => {
  const panel = await open();
  await panel.snapshot(scenes.question);
  await panel.settled();
  const card = panel.card('question');
  await panel.press('question', 'Send answers');
  expect(await card.getByRole('alert').innerText()).toContain('Answer every question');
  await card.getByText('Vue').click();
  await card.getByText('Tests', { exact: true }).click();
  await card.getByText('In my own words').last().click();
  await card.getByRole('textbox').fill('Storybook');
  await panel.settled();
  await panel.press('question', 'Send answers');
  const answers = {
    'Which framework should the shop use?': 'Vue',
    'What else shall I set up?': ['Tests', 'Storybook'],
  };
  expect(await panel.posted()).toEqual([
    { kind: 'decide', id: 'question', decision: { behavior: 'allow', always: null, answers } },
  ]);
});

test('a lost request says why, can become a rule, and can be put away', async () => {
  const panel = await open();
  await panel.snapshot(scenes.odd);
  const card = panel.card('lost');
  expect(await card.innerText()).toContain(
    'The window that held this was closed, reloaded, or gave the desk away.',
  );
  expect(await card.getByRole('button', { name: 'Allow', exact: true }).count()).toBe(0);
  await panel.press('lost', 'Allow Always…');
  await panel.settled();
  await panel.press('lost', 'Save rule');
  const always = { destination: 'project', rules: ['Bash(npm test)'] };
  expect(await panel.posted()).toEqual([
    { kind: 'save-rule', id: 'lost', decision: { behavior: 'allow', always, answers: null } },
  ]);
  await panel.send({ kind: 'outcome', id: 'lost', outcome: { kind: 'done', note: 'Saved.' } });
  await panel.press('lost', 'Put away');
  expect((await panel.posted()).at(-1)).toEqual({ kind: 'dismiss', id: 'lost' });
});

test('a request that someone is just answering can’t be answered twice', async () => {
  const panel = await open();
  const { request } = waiting({ id: 'a' });
  await panel.snapshot(
    aSnapshot({ items: [{ request, state: { kind: 'pending', claim: here } }] }),
  );
  await panel.settled();
  await panel.press('a', 'Allow');
  expect(await panel.posted()).toEqual([]);
  expect(await panel.card('a').innerText()).toContain('Being answered in “proj”');
});

test('a message that makes no sense is shown, and nothing is lost', async () => {
  const panel = await open();
  await panel.snapshot(aSnapshot({ items: [aCommand('a', 'npm test')] }));
  await panel.page.evaluate(() => window.postMessage({ kind: 'snapshot', snapshot: {} }, '*'));
  await panel.page.getByText('could not be read').waitFor();
  expect(await panel.card('a').isVisible()).toBe(true);
});
