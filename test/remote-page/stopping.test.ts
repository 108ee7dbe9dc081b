import { expect, test } from 'vitest';
import type { Item } from '../../src/core/request/item.ts';
import { REMOTE_PATHS } from '../../src/protocol/remote.ts';
import { aCommand, inState } from '../fakes/panel-snapshots.ts';
import { usePhone } from './phone.ts';
import type { Phone } from './phone.ts';

const open = usePhone();
const times = { receivedAt: Date.now(), expiresAt: Date.now() + 3_600_000 };
const shop = { session: 's1', folder: '/home/dev/shop-api', cwd: '/home/dev/shop-api', ...times };
const force = aCommand('force', 'git push --force origin main', shop);

/** Three tries that the person denied. */
const denied: readonly Item[] = ['a', 'b', 'c'].map((id) =>
  inState(
    {
      kind: 'delivered',
      by: { kind: 'window', name: 'shop-api' },
      decision: { behavior: 'deny', always: null, message: null },
      saved: null,
      at: Date.now(),
      deliveredAt: Date.now(),
    },
    { ...shop, id },
  ),
);

async function at(phone: Phone, id: string): Promise<void> {
  await phone.page.evaluate((hash) => (location.hash = hash), `#request=${id}`);
  await phone.page.locator(`article[data-id="${id}"]`).waitFor();
  await phone.settled();
}

const text = (phone: Phone, selector: string) => phone.page.locator(selector).innerText();

test.each([false, true])(
  'all agents are stopped by one button that asks first, and released; dark: %s',
  async (dark) => {
    const phone = await open({ dark });
    const { desk, page } = phone;
    await phone.pair();
    desk.show([force]);
    await page.locator('.waiting').waitFor();
    const stops = () => desk.calls.filter((path) => path === REMOTE_PATHS.stop).length;
    await phone.press('Stop all agents…');
    expect(await text(phone, 'footer.stop')).toContain('What waits is denied');
    await phone.picture(`stop-asks-${dark ? 'dark' : 'light'}`);
    expect(await phone.violations()).toEqual([]);
    await phone.press('Back');
    expect([stops(), desk.stops.stopped]).toEqual([0, null]);
    await phone.press('Stop all agents…');
    await phone.settled();
    await phone.press('Stop all agents');
    await page.locator('section.stopped').waitFor();
    expect(stops()).toBe(1);
    expect(await page.locator('footer.stop').count()).toBe(0);
    await phone.picture(`stopped-${dark ? 'dark' : 'light'}`);
    expect(await phone.violations()).toEqual([]);
    // It is said wherever one is.
    await at(phone, 'force');
    expect(await text(phone, 'section.stopped')).toContain('All agents are stopped');
    await phone.press('Release agents');
    await page.locator('section.stopped').waitFor({ state: 'detached' });
    expect(desk.stops.stopped).toBeNull();
    expect(phone.faults()).toEqual([]);
  },
);

test('the second of two quick taps on the button is no answer to the question', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  desk.show([force]);
  await page.locator('.waiting').waitFor();
  const box = await page.getByRole('button', { name: 'Stop all agents…' }).boundingBox();
  if (box === null) throw new Error('The button has no place.');
  await phone.stopTime();
  // Where the answer that stops comes up.
  await page.mouse.dblclick(box.x + box.width * 0.75, box.y + box.height / 2);
  await page.locator('footer.asks .outcome').waitFor();
  expect(await text(phone, 'footer.asks')).toContain('only just come up here');
  expect(desk.stops.stopped).toBeNull();
  expect(desk.calls).not.toContain(REMOTE_PATHS.stop);
  await phone.settled();
  await phone.press('Stop all agents');
  await page.locator('section.stopped').waitFor();
  // Released, it is not asked again by itself.
  await phone.press('Release agents');
  await page.locator('section.stopped').waitFor({ state: 'detached' });
  expect(await page.locator('footer.asks').count()).toBe(0);
});

test('where the desk is not reached, nothing looks stopped, and the page says so', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  desk.show([force]);
  await page.locator('.waiting').waitFor();
  desk.faults.offline = true;
  await phone.press('Stop all agents…');
  await phone.settled();
  await phone.press('Stop all agents');
  await page.locator('footer.stop .outcome.refused').waitFor();
  expect(await text(phone, 'footer.stop')).toContain('No answer from your computer');
  expect(await page.locator('section.stopped').count()).toBe(0);
});

test('a session is paused from its request, is named in the list, and let go on', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  desk.show([force]);
  await at(phone, 'force');
  await phone.press('Pause this agent');
  await expect.poll(() => desk.stops.paused).toEqual(['s1']);
  await page.evaluate(() => (location.hash = ''));
  await page.locator('section.paused').waitFor();
  expect(await text(phone, 'section.paused')).toContain('shop-api');
  await phone.picture('paused-light');
  expect(await phone.violations()).toEqual([]);
  await phone.press('Let it go on');
  await page.locator('section.paused').waitFor({ state: 'detached' });
  expect(desk.stops.paused).toEqual([]);
});

test.each([360, 390])(
  'after denials each way out has a place of its own at %i pixels',
  async (width) => {
    for (const dark of [false, true]) {
      const phone = await open({ dark, width });
      await phone.pair();
      phone.desk.show([...denied, force]);
      await at(phone, 'force');
      // The strip's own words reach from edge to edge of its inside.
      const links = phone.page.locator('.denied-before > p, .denied-before .links > *');
      const boxes = await links.evaluateAll((all) =>
        all.map((one) => {
          const { left, right, top, height } = one.getBoundingClientRect();
          return { left, right, top, height };
        }),
      );
      const [inside, pause, always, other] = boxes;
      // The two short ones share a row; the long one has the next, from edge to edge.
      expect([pause?.top, pause?.left, other?.left]).toEqual([
        always?.top,
        other?.left,
        pause?.left,
      ]);
      expect([other?.left, other?.right, always?.right]).toEqual([
        ...[inside?.left, inside?.right, inside?.right],
      ]);
      expect(other?.top).toBeGreaterThan(always?.top ?? Infinity);
      // High enough for a thumb, and none of them in two lines.
      expect(boxes.slice(1).map(({ height }) => height)).toEqual([48, 48, 48]);
      await phone.page.locator('.denied-before').scrollIntoViewIfNeeded();
      await phone.picture(`denied-before-${width}-${dark ? 'dark' : 'light'}`);
      expect(await phone.violations()).toEqual([]);
    }
  },
);

test('after some denials a request offers more: to pause, to deny always, to say what else', async () => {
  const phone = await open();
  const { desk, page } = phone;
  await phone.pair();
  desk.show([...denied.slice(1), force]);
  await at(phone, 'force');
  expect(await page.locator('.denied-before').count()).toBe(0);
  desk.show([...denied, force]);
  await page.locator('.denied-before').waitFor();
  expect(await text(phone, '.denied-before')).toContain('Denied 3 times in this session');
  expect(await phone.violations()).toEqual([]);
  await page.locator('.denied-before').getByText('Deny always').click();
  await page.locator('.workbench').waitFor();
  await phone.press('Back');
  await page.locator('.denied-before').getByText('Tell it what to do instead').click();
  await page.getByRole('textbox').waitFor();
  await phone.press('Back');
  await page.locator('.denied-before').getByText('Pause this agent').click();
  await expect.poll(() => desk.stops.paused).toEqual(['s1']);
});
