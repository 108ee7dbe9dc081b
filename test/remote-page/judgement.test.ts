import { expect, test } from 'vitest';
import type { Requirement } from '../../src/core/policy/approvers.ts';
import type { SigningProgress } from '../../src/core/request/state.ts';
import { aCommand } from '../fakes/panel-snapshots.ts';
import { usePhone } from './phone.ts';
import type { Phone } from './phone.ts';

const open = usePhone();
const times = { receivedAt: Date.now(), expiresAt: Date.now() + 3_600_000 };
const twoOfThree: Requirement = {
  of: [{ kind: 'editor' }, { kind: 'person', name: 'Ada' }, { kind: 'person', name: 'Bo' }],
  needs: { atLeast: 2 },
};
const force = aCommand('force', 'git push --force origin main', {
  ...times,
  requires: [twoOfThree],
});

function signed(by: 'desk' | 'other'): typeof force {
  const signing: SigningProgress = {
    signatures: [
      by === 'desk'
        ? {
            by: { kind: 'window', name: 'shop-api' },
            signer: { device: null, person: null, roles: [] },
            at: 1,
          }
        : {
            by: { kind: 'device', id: 'tablet', name: 'Tablet' },
            signer: { device: 'tablet', person: 'Ada', roles: [] },
            at: 1,
          },
    ],
    missing: [{ names: by === 'desk' ? ['Ada', 'Bo'] : ['the editor', 'Bo'], count: 1 }],
  };
  return { ...force, state: { kind: 'pending', claim: null, signing } };
}

async function at(phone: Phone, id: string): Promise<void> {
  await phone.page.evaluate((hash) => (location.hash = hash), `#request=${id}`);
  await phone.page.locator(`article[data-id="${id}"]`).waitFor();
  await phone.settled();
}

test.each([false, true])('a request says what it means and who signs; dark: %s', async (dark) => {
  const phone = await open({ dark });
  const { desk, page } = phone;
  await phone.pair();
  desk.show([signed('desk'), aCommand('list', 'ls -la', times)]);
  await page.locator('.waiting').first().waitFor();
  const row = await page.locator('.waiting', { hasText: 'git push' }).innerText();
  expect(row).toContain(force.request.judgement.sentence);
  expect(row).toContain('High risk');
  expect(row).toContain('2 of 3 must sign: shop-api has signed');
  await phone.picture(`judged-list-${dark ? 'dark' : 'light'}`);
  expect(await phone.violations()).toEqual([]);
  await at(phone, 'force');
  expect(await page.locator('#title').innerText()).toBe(force.request.judgement.sentence);
  expect(await page.locator('.sheet .tier').innerText()).toBe('High risk');
  expect(await page.locator('.reasons li').count()).toBeGreaterThan(0);
  expect(await page.locator('.signing').innerText()).toBe(
    '2 of 3 must sign: shop-api has signed. Missing: Ada or Bo.',
  );
  await phone.picture(`judged-${dark ? 'dark' : 'light'}`);
  expect(await phone.violations()).toEqual([]);
  expect(await page.locator('.thumb.main').count()).toBe(0);
  await phone.press('Allow');
  await expect.poll(() => desk.decided.length).toBe(1);
});

test('who has signed, on whichever of their devices, is not asked again and may still deny', async () => {
  const phone = await open();
  const { desk, page } = phone;
  desk.person = 'Ada';
  await phone.pair();
  const words = 'Ada has signed this already and counts once. Still to sign: the editor or Bo.';
  desk.show([{ ...signed('other'), notYours: { kind: 'has-signed', words } }]);
  await at(phone, 'force');
  expect(await page.locator('.signing').innerText()).toContain('you have signed');
  expect(await page.locator('footer').innerText()).toContain('You have signed');
  expect(await page.getByRole('button', { name: 'Allow', exact: true }).count()).toBe(0);
  await phone.picture('signed-light');
  expect(await phone.violations()).toEqual([]);
  await phone.press('Deny');
  await expect.poll(() => desk.decided[0]?.decision.behavior).toBe('deny');
});

test.each([false, true])(
  'a device that is no approver sees so beforehand and may deny; dark: %s',
  async (dark) => {
    const phone = await open({ dark });
    const { desk, page } = phone;
    await phone.pair();
    const words = 'It waits for Ada or Bo to sign; you can deny it.';
    desk.show([{ ...signed('desk'), notYours: { kind: 'others-sign', words } }]);
    await page.locator('.waiting').waitFor();
    expect(await page.locator('.waiting').innerText()).toContain('not yours to allow');
    await at(phone, 'force');
    const footer = await page.locator('article footer').innerText();
    expect(footer).toContain('Not yours to allow');
    expect(footer).toContain(words);
    expect(await page.locator('article footer button').allInnerTexts()).toEqual([
      'Deny',
      'Deny always…',
      'Deny with a message…',
    ]);
    await phone.picture(`not-yours-${dark ? 'dark' : 'light'}`);
    expect(await phone.violations()).toEqual([]);
    // Who signs may change while it is open: the way to allow it comes without a reload.
    desk.show([signed('desk')]);
    await page.getByRole('button', { name: 'Allow', exact: true }).waitFor();
    desk.show([{ ...signed('desk'), notYours: { kind: 'others-sign', words } }]);
    await page.getByText('Not yours to allow').waitFor();
    await phone.settled();
    await phone.press('Deny');
    await expect.poll(() => desk.decided[0]?.decision.behavior).toBe('deny');
  },
);

test('what a policy wants signed each time is offered no rule to allow it', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  desk.show([signed('desk')]);
  await at(phone, 'force');
  expect(await page.locator('article footer button').allInnerTexts()).toEqual([
    'Deny',
    'Allow',
    'Deny always…',
    'Deny with a message…',
  ]);
  await phone.picture('each-time-light');
  expect(await phone.violations()).toEqual([]);
});
