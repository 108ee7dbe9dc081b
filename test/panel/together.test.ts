import { expect, test } from 'vitest';
import { aSnapshot, inState, NOW } from '../fakes/panel-snapshots.ts';
import { usePanel } from './editor-page.ts';
import { scenes } from './scenes.ts';

const open = usePanel();
const { release } = scenes;
const gone = { kind: 'answered-elsewhere', outcome: 'denied', how: 'No', at: NOW } as const;

test('what a saved rule covers is listed, and allowed with one press', async () => {
  const panel = await open();
  await panel.snapshot(aSnapshot({ revision: 0 }));
  await panel.snapshot(release);
  const strip = panel.page.getByRole('region', { name: '2 more waiting requests are covered' });
  expect(await strip.innerText()).toContain('Bash(npm install *)');
  expect(await strip.locator('li').allInnerTexts()).toEqual([
    'npm install zod@4',
    'npm install --save-dev vitest',
  ]);
  expect(await panel.page.locator('[aria-live=polite]').textContent()).toContain(
    '2 more waiting requests are covered by the rule you just saved.',
  );
  await panel.settled();
  const allow = strip.getByRole('button', { name: 'Allow both' });
  await allow.click();
  await allow.click({ force: true });
  expect(await panel.posted()).toEqual([{ kind: 'release', shown: release.release }]);
});

test('a press that comes before the offer was seen answers nothing, and says so', async () => {
  const panel = await open();
  await panel.stopTime();
  await panel.snapshot(release);
  await panel.page.getByRole('button', { name: 'Allow both' }).click({ force: true });
  expect(await panel.posted()).toEqual([]);
  expect(await panel.page.locator('.release').getByRole('status').innerText()).toContain(
    'Press again',
  );
});

test('by keyboard: below the last card; no letter answers it', async () => {
  const panel = await open();
  await panel.snapshot(release);
  await panel.settled();
  const { keyboard } = panel.page;
  for (let press = 0; press < 4; press += 1) await keyboard.press('j');
  await keyboard.press('Enter');
  await keyboard.press('Tab');
  expect(await panel.posted()).toEqual([]);
  await keyboard.press('Enter');
  expect(await panel.posted()).toEqual([{ kind: 'release', shown: release.release }]);
});

test('a letter on it shows a card, and answers nothing', async () => {
  const panel = await open();
  await panel.snapshot(release);
  await panel.settled();
  await panel.page.getByRole('button', { name: 'Leave them' }).focus();
  for (const key of ['a', 'd']) {
    await panel.page.getByRole('region').last().focus();
    await panel.page.keyboard.press(key);
  }
  expect(await panel.posted()).toEqual([]);
});

test('it moves no card, and an offer in its place has to be seen anew', async () => {
  const panel = await open();
  await panel.snapshot({ ...release, release: null });
  const places = (): Promise<readonly number[]> =>
    panel.page
      .locator('article')
      .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().top));
  const before = await places();
  await panel.snapshot({ ...release, revision: 2 });
  expect(await places()).toEqual(before);
  await panel.settled();
  const items = release.items.map((item) =>
    item.request.id === 'covered-1' ? inState(gone, item.request) : item,
  );
  await panel.stopTime();
  await panel.snapshot({ ...release, revision: 3, items });
  await panel.page.getByRole('button', { name: 'Allow it' }).click({ force: true });
  expect(await panel.posted()).toEqual([]);
  await panel.settled();
  await panel.page.getByRole('button', { name: 'Allow it' }).click();
  expect(await panel.posted()).toMatchObject([{ kind: 'release', shown: { ids: ['covered-2'] } }]);
});

test('on a long page it is in view all the same', async () => {
  const panel = await open({ height: 500 });
  await panel.snapshot(release);
  const box = await panel.page.getByRole('button', { name: 'Allow both' }).boundingBox();
  expect(box === null ? Infinity : box.y + box.height).toBeLessThan(500);
});

test('it can be left, and goes with the last of its requests; the page keeps the focus', async () => {
  const panel = await open();
  await panel.snapshot(release);
  await panel.page.getByRole('button', { name: 'Leave them' }).press('Enter');
  expect(await panel.posted()).toEqual([{ kind: 'drop-release' }]);
  await panel.snapshot({ ...release, revision: 2, release: null });
  expect(await panel.page.getByRole('button', { name: 'Leave them' }).count()).toBe(0);
  expect(await panel.page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
});

test('what holds for a while is listed with what is left of it, counts down, and can be revoked', async () => {
  const panel = await open();
  const [times, until, session] = scenes.grants.grants;
  const soon = { kind: 'until', at: NOW + 42_000 } as const;
  await panel.snapshot({
    ...scenes.grants,
    grants: [times!, { ...until!, limit: soon }, session!],
  });
  const lines = panel.page.locator('.grants li');
  expect(await lines.nth(0).innerText()).toContain('3 of 5 left');
  const seconds = async (): Promise<number> =>
    Number(/until \d+:\d\d.* · (\d+) s left/.exec(await lines.nth(1).innerText())?.[1]);
  const first = await seconds();
  expect(first).toBeLessThanOrEqual(42);
  expect(await lines.nth(2).innerText()).toContain('until its session ends · used 11 times');
  await expect.poll(seconds, { timeout: 4_000 }).toBeLessThan(first);
  await lines.nth(2).getByRole('button', { name: 'Revoke Edit(/modules/**)' }).click();
  expect(await panel.posted()).toEqual([{ kind: 'revoke-grant', grant: 'g3' }]);
  expect(await panel.page.locator('.recent').innerText()).toContain('npm test');
});

test('all rules are one press away', async () => {
  const panel = await open();
  await panel.snapshot(scenes.chain);
  await panel.press('chain', 'Deny Always…');
  await panel.card('chain').getByRole('button', { name: 'All rules…' }).click();
  expect(await panel.posted()).toEqual([{ kind: 'show-rules' }]);
});
