import { expect, test } from 'vitest';
import { aCommand, aSnapshot, inState, NOW } from '../fakes/panel-snapshots.ts';
import { usePanel } from './editor-page.ts';
import type { PanelPage } from './editor-page.ts';
import { scenes } from './scenes.ts';

const open = usePanel();
const gone = { kind: 'answered-elsewhere', outcome: 'denied', how: 'No', at: NOW } as const;

async function threeCards(): Promise<PanelPage> {
  const panel = await open();
  const items = ['a', 'b', 'c'].map((id) => aCommand(id, `make ${id}`));
  await panel.snapshot(aSnapshot({ items }));
  await panel.settled();
  return panel;
}

function focused(panel: PanelPage): Promise<string | null> {
  return panel.page.evaluate(
    () => document.activeElement?.closest('article')?.getAttribute('data-id') ?? null,
  );
}

test('a key with no card in focus shows which card it would mean, and answers nothing', async () => {
  const panel = await threeCards();
  await panel.page.keyboard.press('a');
  expect(await focused(panel)).toBe('a');
  expect(await panel.posted()).toEqual([]);
  await panel.page.keyboard.press('a');
  expect(await panel.posted()).toMatchObject([{ kind: 'decide', id: 'a' }]);
});

test('arrows and j, k move between cards; D denies the one in focus', async () => {
  const panel = await threeCards();
  await panel.page.keyboard.press('ArrowDown');
  await panel.page.keyboard.press('ArrowDown');
  await panel.page.keyboard.press('j');
  expect(await focused(panel)).toBe('c');
  await panel.page.keyboard.press('k');
  await panel.page.keyboard.press('ArrowUp');
  await panel.page.keyboard.press('ArrowUp');
  expect(await focused(panel)).toBe('a');
  await panel.page.keyboard.press('d');
  expect(await panel.posted()).toEqual([
    { kind: 'decide', id: 'a', decision: { behavior: 'deny', always: null, message: null } },
  ]);
});

test('the focus goes on to the next card by itself, and that one is not answered by a key in flight', async () => {
  const panel = await threeCards();
  await panel.card('b').focus();
  await panel.snapshot(
    aSnapshot({
      revision: 2,
      items: [aCommand('a', 'make a'), inState(gone, { id: 'b' }), aCommand('c', 'make c')],
    }),
  );
  expect(await focused(panel)).toBe('c');
  await panel.page.keyboard.press('a');
  expect(await panel.posted()).toEqual([]);
  await panel.settled();
  await panel.page.keyboard.press('a');
  expect(await panel.posted()).toMatchObject([{ kind: 'decide', id: 'c' }]);
});

test('a key that repeats, or comes with a modifier, does nothing', async () => {
  const panel = await threeCards();
  await panel.card('a').focus();
  await panel.page.keyboard.press('Control+a');
  await panel.page.keyboard.press('Alt+d');
  await panel.card('a').dispatchEvent('keydown', { key: 'a', repeat: true });
  expect(await panel.posted()).toEqual([]);
});

test('M writes a message: Shift and Enter make a line, Enter sends, letters are only letters', async () => {
  const panel = await threeCards();
  await panel.card('a').focus();
  await panel.page.keyboard.press('m');
  await panel.page.keyboard.type('add all');
  await panel.page.keyboard.press('Shift+Enter');
  await panel.page.keyboard.type('do it?');
  expect(await panel.posted()).toEqual([]);
  await panel.settled();
  await panel.page.keyboard.press('Enter');
  expect(await panel.posted()).toEqual([
    {
      kind: 'decide',
      id: 'a',
      decision: { behavior: 'deny', always: null, message: 'add all\ndo it?' },
    },
  ]);
});

test('Shift+A opens the rule; arrows choose it; Enter saves; Esc goes back to the card', async () => {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  await panel.card('install').focus();
  await panel.page.keyboard.press('Shift+A');
  await panel.page.keyboard.press('Escape');
  expect(await panel.card('install').locator('.form').count()).toBe(0);
  expect(await focused(panel)).toBe('install');
  await panel.page.keyboard.press('Shift+A');
  await panel.page.keyboard.press('ArrowDown');
  await panel.settled();
  await panel.page.keyboard.press('a');
  expect(await panel.posted()).toEqual([]);
  await panel.page.keyboard.press('Enter');
  expect(await panel.posted()).toMatchObject([
    { id: 'install', decision: { behavior: 'allow', always: { rules: ['Bash(npm install *)'] } } },
  ]);
});

test('Shift+D opens the rule to deny', async () => {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  await panel.card('push').focus();
  await panel.page.keyboard.press('Shift+D');
  expect(await panel.card('push').innerText()).toContain('Deny from now on');
});

test('U undoes the newest rule', async () => {
  const panel = await open();
  await panel.snapshot(scenes.cards);
  await panel.page.keyboard.press('u');
  expect(await panel.posted()).toEqual([{ kind: 'undo-rule', id: 'tested' }]);
});

test('? shows the keys', async () => {
  const panel = await threeCards();
  await panel.page.keyboard.press('?');
  expect(await panel.page.getByText('undo the newest rule').isVisible()).toBe(true);
  await panel.page.keyboard.press('?');
  expect(await panel.page.getByText('undo the newest rule').isVisible()).toBe(false);
});

test('the host can bring a card into view and give it the focus, also before it is there', async () => {
  const panel = await open({ height: 200 });
  await panel.send({ kind: 'focus', id: 'c' });
  const items = ['a', 'b', 'c'].map((id) => aCommand(id, `make ${id}`));
  await panel.snapshot(aSnapshot({ items }));
  await expect.poll(() => focused(panel)).toBe('c');
});

test('a new card above does not take what is being typed', async () => {
  const panel = await threeCards();
  await panel.card('c').focus();
  await panel.page.keyboard.press('m');
  await panel.page.keyboard.type('wait');
  const items = ['n', 'a', 'b', 'c'].map((id) => aCommand(id, `make ${id}`));
  await panel.snapshot(aSnapshot({ revision: 2, items }));
  await panel.page.keyboard.type(' for me');
  expect(await panel.card('c').getByRole('textbox').inputValue()).toBe('wait for me');
});
