import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApproverRef } from '../../src/core/policy/approvers.ts';
import { openRequest, pressAnswer } from '../rigs/away/on-page.ts';
import { openTwoPhones, type TwoPhones } from '../rigs/away/two-phones.ts';
import type { PhonePage } from '../rigs/phone/page.ts';
import { waitFor } from '../rigs/process.ts';

const OF: readonly ApproverRef[] = [
  { kind: 'editor' },
  { kind: 'person', name: 'Ann' },
  { kind: 'person', name: 'Bo' },
];
const ALLOW = { behavior: 'allow', always: null, answers: null } as const;
const DENY = { behavior: 'deny', always: null, message: null } as const;

describe('what two of three have to sign, on two browsers and at the desk', () => {
  let world: TwoPhones;

  beforeAll(async () => {
    world = await openTwoPhones();
  });
  afterAll(() => world?.close());
  afterEach(async () => {
    const { away, chromium, firefox } = world;
    await away.desk.leash.setStopped(false);
    for (const { request, state } of away.desk.view().items) {
      if (state.kind === 'pending') await away.desk.decide(request.id, DENY);
    }
    for (const { page } of [chromium, firefox]) await toList(page);
  });

  /** Says whose the browsers are; every call takes two of the three. */
  async function owned(chromium: string, firefox: string): Promise<void> {
    const names = [...new Set([chromium, firefox, 'Ann', 'Bo'])];
    const devicesOf = (name: string): readonly string[] => [
      ...(chromium === name ? [world.chromium.id] : []),
      ...(firefox === name ? [world.firefox.id] : []),
    ];
    const document = {
      people: names.map((name) => ({ name, devices: devicesOf(name) })),
      policies: [{ scope: 'machine', match: {}, requires: { of: OF, needs: { atLeast: 2 } } }],
    };
    const saved = await world.away.desk.leash.saveDocument(JSON.stringify(document));
    expect(saved).toEqual({ kind: 'done', note: null });
  }

  async function toList(page: PhonePage): Promise<void> {
    await page.evaluate(() => void (location.hash = '#'));
    await page.sees('Nothing waits', 20_000);
  }

  const stateOf = (id: string) =>
    world.away.desk.view().items.find(({ request }) => request.id === id)?.state;

  it('the first allow shows on both who is missing, and the second lets the agent go on', async () => {
    const { away, chromium, firefox } = world;
    await owned('Ann', 'Bo');
    const wish = await away.ask();
    for (const { page } of [chromium, firefox]) {
      await openRequest(page, wish.words);
      await page.sees('2 of 3 must sign: nobody has signed yet');
    }
    await pressAnswer(chromium.page, 'Allow');
    await chromium.page.sees('you have signed. Missing: this editor or Bo.');
    await chromium.page.sees('✓ You have signed');
    await firefox.page.sees('Ann has signed. Missing: this editor or Bo.');
    expect(stateOf(wish.id)).toMatchObject({
      kind: 'pending',
      signing: { signatures: [{ by: { id: chromium.id }, signer: { person: 'Ann' } }] },
    });
    expect(wish.ran()).toBe(0);
    await pressAnswer(firefox.page, 'Allow');
    expect(await wish.outcome()).toMatchObject({ isError: false });
    expect(wish.ran()).toBe(1);
    for (const { page } of [chromium, firefox]) await page.sees('Allowed by Ann and Bo');
  });

  it('the same person on two devices counts once; the desk makes it two', async () => {
    const { away, chromium, firefox } = world;
    await owned('Ann', 'Ann');
    const wish = await away.ask();
    await openRequest(firefox.page, wish.words);
    await openRequest(chromium.page, wish.words);
    // Both press at once: what a page shows of the other comes too late to hold anybody back.
    await Promise.all([pressAnswer(firefox.page, 'Allow'), pressAnswer(chromium.page, 'Allow')]);
    for (const { page } of [chromium, firefox])
      await page.sees('you have signed. Missing: this editor or Bo.');
    expect(stateOf(wish.id)).toMatchObject({ kind: 'pending' });
    expect(wish.ran()).toBe(0);
    expect(await away.desk.decide(wish.id, ALLOW)).toEqual({ kind: 'done', note: null });
    expect(await wish.outcome()).toMatchObject({ isError: false });
    expect(wish.ran()).toBe(1);
  });

  it('a phone that is nobody’s sees beforehand that others sign, and may deny', async () => {
    const { away, chromium, firefox } = world;
    await owned('Ann', 'Cy');
    const wish = await away.ask();
    const words = 'It waits for 2 of this editor, Ann, Bo to sign; you can deny it.';
    await firefox.page.press('a.waiting', wish.words);
    await firefox.page.sees('Not yours to allow');
    await firefox.page.sees(words);
    expect(await firefox.page.text()).not.toContain('Allow');
    await openRequest(chromium.page, wish.words);
    await pressAnswer(chromium.page, 'Allow');
    await firefox.page.sees('It waits for this editor or Bo to sign; you can deny it.');
    await pressAnswer(firefox.page, 'Deny');
    expect(await wish.outcome()).toMatchObject({ isError: true });
    expect(wish.ran()).toBe(0);
  });

  it('one deny ends it, also of who has signed', async () => {
    const { away, chromium, firefox } = world;
    await owned('Ann', 'Bo');
    const wish = await away.ask();
    await openRequest(firefox.page, wish.words);
    await pressAnswer(firefox.page, 'Allow');
    await firefox.page.sees('✓ You have signed');
    await openRequest(chromium.page, wish.words);
    await pressAnswer(chromium.page, 'Deny');
    expect(await wish.outcome()).toMatchObject({ isError: true });
    expect(wish.ran()).toBe(0);
    await firefox.page.sees('Denied by you on');
  });

  it('a phone stops all agents, what waits is denied, and the other one releases them', async () => {
    const { away, chromium, firefox } = world;
    await owned('Ann', 'Bo');
    const wish = await away.ask();
    await firefox.page.sees(wish.words);
    await chromium.page.sees(wish.words);
    await chromium.page.press('button', 'Stop all agents…');
    await pressAnswer(chromium.page, 'Stop all agents');
    expect(await wish.outcome()).toMatchObject({ isError: true });
    expect(away.desk.view().leash?.stopped).toMatchObject({ by: chromium.name });
    for (const { page } of [chromium, firefox]) await page.sees('All agents are stopped');
    expect(stateOf(wish.id)).toMatchObject({ by: { kind: 'device', id: chromium.id } });
    await firefox.page.press('button', 'Release agents');
    await waitFor('agents to be released', () => away.desk.view().leash?.stopped === null);
    const next = await away.ask();
    await chromium.page.sees(next.words);
  });
});
