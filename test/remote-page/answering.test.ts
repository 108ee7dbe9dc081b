import { expect, test } from 'vitest';
import { aCommand, inState, waiting } from '../fakes/panel-snapshots.ts';
import { usePhone } from './phone.ts';
import type { Phone } from './phone.ts';
import { publishPreview, scenes } from './scenes.ts';

const open = usePhone();
const now = { receivedAt: Date.now(), expiresAt: Date.now() + 3_600_000 };

async function at(phone: Phone, id: string): Promise<void> {
  await phone.page.evaluate((hash) => (location.hash = hash), `#request=${id}`);
  await phone.page.locator(`article[data-id="${id}"]`).waitFor();
  await phone.settled();
}

async function result(phone: Phone): Promise<string> {
  await phone.page.locator('.result').waitFor();
  return phone.page.locator('.result').innerText();
}

test('every answer reaches the desk signed, and says what became of it', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  const { publish, edit, plan, ask } = scenes();
  desk.preview = publishPreview;
  desk.show([publish, edit, plan, ask]);
  await at(phone, 'publish');
  await phone.press('Allow always…');
  await page.locator('.effects').waitFor();
  await phone.settled();
  await phone.press('Save 2 rules and allow');
  expect(await result(phone)).toContain('Allowed by you on Android phone (Chrome)');
  await at(phone, 'edit');
  await phone.press('Deny with a message…');
  await page.getByRole('textbox').fill('Use reduceRight.');
  await phone.settled();
  await phone.press('Deny');
  expect(await result(phone)).toContain('Denied by you');
  await at(phone, 'plan');
  await phone.press('Allow');
  await result(phone);
  await at(phone, 'ask');
  await page.getByText('SQLite').click();
  await phone.settled();
  await phone.press('Send answers');
  await result(phone);
  expect(desk.decided.map(({ id, decision }) => ({ id, decision }))).toEqual([
    {
      id: 'publish',
      decision: {
        behavior: 'allow',
        answers: null,
        always: {
          destination: 'project',
          rules: ['Bash(npm run build)', 'Bash(npm publish --access public)'],
        },
      },
    },
    { id: 'edit', decision: { behavior: 'deny', always: null, message: 'Use reduceRight.' } },
    { id: 'plan', decision: { behavior: 'allow', always: null, answers: null } },
    {
      id: 'ask',
      decision: {
        behavior: 'allow',
        always: null,
        answers: { 'Which database should the service use?': 'SQLite' },
      },
    },
  ]);
  expect(phone.faults()).toEqual([]);
});

test('a tap on what has only just come up answers nothing, and says so', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  desk.show([aCommand('first', 'make first', now), aCommand('second', 'make second', now)]);
  await page.locator('.waiting').first().waitFor();
  await at(phone, 'first');
  await phone.press('Allow');
  await result(phone);
  await phone.stopTime();
  await page.getByRole('button', { name: 'Next of 1 waiting' }).click();
  await page.locator('article[data-id="second"]').waitFor();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  expect(await page.locator('.outcome').innerText()).toContain('nothing was sent');
  await phone.settled();
  expect(desk.decided.map(({ id }) => id)).toEqual(['first']);
});

test('a long input is shown whole before it can be allowed', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  const content = 'line\n'.repeat(900);
  desk.show([waiting({ ...now, id: 'long', subject: { kind: 'write', path: '/a', content } })]);
  await at(phone, 'long');
  await page.locator('.thumb.main').click({ force: true });
  expect(await page.locator('.answers .outcome').innerText()).toContain('Show all of it first');
  await page.getByRole('button', { name: 'Show all 900 lines' }).click();
  await phone.settled();
  await phone.press('Allow');
  await result(phone);
  expect(desk.decided).toHaveLength(1);
});

test('an answer that is lost on its way is fetched again without a second tap', async () => {
  const phone = await open();
  const { desk } = phone;
  await phone.pair();
  desk.show([aCommand('once', 'make it', now)]);
  await at(phone, 'once');
  // The browser repeats the very call by itself, which the desk refuses as a replay.
  desk.faults.lose = 1;
  await phone.press('Allow');
  expect(await result(phone)).toContain('Allowed by you on Android phone');
  expect(desk.decided).toHaveLength(1);
});

test('an answer that stays lost is tried again by a tap, and counts once', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  desk.show([aCommand('once', 'make it', now)]);
  await at(phone, 'once');
  desk.faults.loseAnswersTo = '/api/decide';
  // Nor does the page learn of it otherwise before it is tried again.
  await page.route('**/api/sync', (route) => route.abort());
  await phone.press('Allow');
  await page.locator('.outcome.refused').waitFor();
  expect(await page.locator('.outcome.refused').innerText()).toContain('counts only once');
  desk.faults.loseAnswersTo = null;
  await phone.settled();
  await phone.press('Allow');
  await page.locator('.answers .outcome', { hasText: 'Your computer has it' }).waitFor();
  await page.unroute('**/api/sync');
  expect(await result(phone)).toContain('Allowed by you on Android phone');
  expect(desk.decided).toHaveLength(1);
});

test('cut off in the middle, the page says so, and after it is back what became of it', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  desk.show([aCommand('cut', 'make it', now)]);
  await at(phone, 'cut');
  desk.faults.offline = true;
  await phone.press('Deny');
  await page.locator('section.lost').waitFor();
  expect(await page.locator('section.lost').innerText()).toContain('Nothing is sent');
  expect(await page.locator('.outcome.refused').innerText()).toContain('Try again');
  // Somebody answers at the desk in the meantime.
  const by = { kind: 'window', name: 'shop-api' } as const;
  const decision = { behavior: 'allow', always: null, answers: null } as const;
  const state = { kind: 'delivered', by, decision, saved: null, at: 1, deliveredAt: 1 } as const;
  desk.show([inState(state, { ...aCommand('cut', 'make it', now).request })]);
  desk.faults.offline = false;
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  expect(await result(phone)).toContain('Allowed by you in shop-api');
  expect(desk.decided).toEqual([]);
});

test('without sockets news come all the same', async () => {
  const phone = await open();
  const { desk, page } = phone;
  desk.faults.noSockets = true;
  await phone.pair();
  await expect.poll(() => desk.calls.filter((path) => path === '/api/wait').length).toBe(1);
  desk.show([aCommand('news', 'make news', now)]);
  await page.locator('.waiting').waitFor();
  const before = desk.calls.length;
  await page.waitForTimeout(2_500);
  expect(desk.calls.length - before).toBeLessThan(5);
});

test('nothing is shown of an answer that the desk has not signed', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  desk.faults.forged = true;
  desk.show([aCommand('forged', 'rm -rf /', now)]);
  await page.locator('section.lost').waitFor();
  expect(await page.locator('section.lost').innerText()).toContain('not the computer');
  expect(await page.locator('.waiting').count()).toBe(0);
});

test('what is signed is what was shown: what the desk holds differently is refused', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  desk.show([aCommand('same', 'make harmless', now)]);
  await at(phone, 'same');
  // The page keeps what it showed: its text is not sent twice.
  desk.show([aCommand('same', 'rm -rf /', now)]);
  await phone.settled();
  expect(await page.locator('pre.command').innerText()).toBe('make harmless');
  await phone.press('Allow');
  await page.locator('.outcome.refused').waitFor();
  expect(await page.locator('.outcome.refused').innerText()).toContain('not what waits');
  expect(desk.decided).toEqual([]);
});

test('a wrong clock and a removed device are told in words', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  desk.faults.clock = 5 * 60_000;
  desk.show([]);
  await page.locator('section.lost').waitFor();
  expect(await page.locator('section.lost').innerText()).toContain('5 min behind');
  await phone.holdTimers();
  desk.faults.clock = 0;
  desk.revoke();
  await phone.press('Try again now');
  await page.getByRole('button', { name: 'Pair again…' }).click();
  expect(await page.locator('h1').innerText()).toBe('Pair this device');
});
