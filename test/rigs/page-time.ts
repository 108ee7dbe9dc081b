import type { Page } from 'playwright-core';

/** What stands in its place for less than this, in milliseconds, takes no answer yet; and a little more. */
const SETTLES_IN = 600;

/** From here on no time passes for the page, until `timePasses`: what comes up has only just come up, on a busy machine too. */
export function stopTime(page: Page): Promise<void> {
  return page.evaluate(() => {
    const now = Date.now.bind(Date);
    const at = now();
    let stands = true;
    window.addEventListener('test-time-passes', () => (stands = false), { once: true });
    Date.now = () => (stands ? at : now());
  });
}

/** Waits until what the page shows has been in place long enough to be answered: a matter of time alone. */
export async function timePasses(page: Page): Promise<void> {
  await page.waitForTimeout(SETTLES_IN);
  await page.evaluate(() => window.dispatchEvent(new Event('test-time-passes')));
}
