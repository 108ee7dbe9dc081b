import { expect, test } from 'vitest';
import { aPart, waiting } from '../fakes/panel-snapshots.ts';
import { usePhone } from './phone.ts';
import type { Phone, PhoneOptions } from './phone.ts';
import { publishPreview, scenes } from './scenes.ts';

const open = usePhone();

const looks: readonly (readonly [string, PhoneOptions])[] = [
  ['light', {}],
  ['dark', { dark: true }],
  ['more contrast', { contrast: 'more' }],
  ['more contrast, dark', { contrast: 'more', dark: true }],
  ['forced colours', { forced: true }],
];

async function everywhere(phone: Phone, look: (name: string) => Promise<void>): Promise<void> {
  const { desk, page } = phone;
  const go = (hash: string) => page.evaluate((to) => (location.hash = to), hash);
  await phone.open();
  await look('code');
  desk.secret = { link: 'c2VjcmV0', typed: '7QK3M0ZTB4XE' };
  await phone.open('?x#pair=c2VjcmV0');
  await phone.press('Pair');
  const digits = await phone.digits();
  await look('digits');
  desk.typeDigits(digits);
  await page.locator('.desk.online').waitFor();
  await look('empty');
  desk.preview = publishPreview;
  desk.show(scenes().all);
  await page.locator('.waiting').first().waitFor();
  await look('list');
  for (const id of ['publish', 'edit', 'ask', 'tested']) {
    await go(`#request=${id}`);
    await page.locator('#title').waitFor();
    await look(id);
  }
  await go('#request=publish');
  await page.locator('article[data-id="publish"]').waitFor();
  await phone.press('Allow always…');
  await page.locator('.effects p').first().waitFor();
  await page.locator('.part-head').first().click();
  await look('always');
  await phone.press('Back');
  await phone.press('Deny with a message…');
  await look('message');
  await go('#device');
  await page.locator('.facts').waitFor();
  await phone.press('Remove this device…');
  await look('device');
  desk.faults.offline = true;
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await page.locator('section.lost').waitFor();
  await look('lost');
}

test.each(looks)('nothing stands in the way of anyone: %s', async (_name, options) => {
  const phone = await open(options);
  await everywhere(phone, async (name) => {
    expect(await phone.violations(), name).toEqual([]);
  });
  expect(phone.faults()).toEqual([]);
});

test.each([360, 180])('nothing is wider than %i pixels (360 at twice the size)', async (width) => {
  const phone = await open({ width, height: width * 2 });
  await everywhere(phone, async (name) => {
    const wide = await phone.page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      return [...document.querySelectorAll('body *')]
        .filter(() => document.documentElement.scrollWidth > room)
        .filter((element) => element.getBoundingClientRect().right > room + 0.5)
        .map((element) => element.outerHTML.slice(0, 90));
    });
    expect(wide, name).toEqual([]);
  });
});

test('a request is answered from a keyboard, and every button is a thumb high', async () => {
  const phone = await open({ width: 360 });
  const { desk, page } = phone;
  await phone.pair();
  desk.show([scenes().publish]);
  await page.locator('.waiting').focus();
  await page.keyboard.press('Enter');
  await page.locator('article[data-id]').waitFor();
  await phone.settled();
  const heights = await page
    .locator('button, .top a')
    .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(48);
  const stops: (string | null)[] = [];
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(() => document.activeElement!.textContent.trim()));
  }
  expect(stops).toEqual([
    'Pause this agent',
    'Deny',
    'Allow',
    'Deny always…',
    'Allow always…',
    'Deny with a message…',
  ]);
  await page.getByRole('button', { name: 'Deny', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.result').waitFor();
  expect(desk.decided).toHaveLength(1);
});

test('what comes from outside is text, wherever it stands', async () => {
  const bad = `<img src=x onerror="window.broken=1"><script>window.broken=1</script>"'\${}</pre>\u202e<b>`;
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  const base = {
    receivedAt: Date.now(),
    expiresAt: Date.now() + 3_600_000,
    folder: `/home/${bad}`,
  };
  const offers = { kind: 'some', parts: [aPart(bad, [bad, bad, bad])] } as const;
  desk.show([
    waiting({
      ...base,
      id: 'command',
      subject: { kind: 'command', command: bad, description: bad },
      rest: { [bad]: bad },
      cwd: bad,
      subagent: { id: bad, type: bad },
      offers: { allow: offers, deny: offers },
    }),
    waiting({
      ...base,
      id: 'edit',
      subject: { kind: 'edit', path: bad, before: bad, after: `${bad}\n${bad}`, everywhere: true },
    }),
    waiting({ ...base, id: 'other', tool: bad, input: { [bad]: bad }, subject: { kind: 'other' } }),
    waiting({
      ...base,
      id: 'ask',
      subject: {
        kind: 'question',
        questions: [
          {
            question: bad,
            header: bad,
            multiSelect: true,
            options: [{ label: bad, description: bad }],
          },
        ],
      },
    }),
  ]);
  await page.locator('.waiting').first().waitFor();
  expect(await page.locator('.group h2').first().innerText()).toContain('<b>');
  for (const id of ['command', 'edit', 'other', 'ask']) {
    await page.evaluate((to) => (location.hash = to), `#request=${id}`);
    await page.locator(`article[data-id="${id}"]`).waitFor();
    expect(await page.locator('article').innerText(), id).toContain('window.broken=1');
    // Only what was hidden is spelled out.
    expect(await page.locator('.hidden-character').count(), id).toBeGreaterThan(0);
    expect(await page.locator('main img, main script, main b').count(), id).toBe(0);
  }
  await page.evaluate(() => (location.hash = '#request=command'));
  await page.locator('article[data-id="command"]').waitFor();
  await phone.press('Allow always…');
  expect(await page.locator('.workbench').innerText()).toContain('window.broken=1');
  expect(await page.evaluate('window.broken')).toBeUndefined();
  expect(phone.faults()).toEqual([]);
  // The policy holds for us too: markup can't be made of text at all.
  const thrown = await page.evaluate(`(() => {
    try { document.body.innerHTML = '<b>x</b>'; return null; } catch (error) { return error.name; }
  })()`);
  expect(thrown).toBe('TypeError');
});
