import type { PhonePage } from '../phone/page.ts';

/** How long a card must have been in place before it takes an answer, in milliseconds, and a bit. */
const SETTLES_IN = 600;

/** Goes from the list to a request that waits. */
export async function openRequest(page: PhonePage, words: string): Promise<void> {
  await page.press('a.waiting', words);
  await page.sees('You sign exactly what is shown above');
}

/**
 * Presses an answer. A card that came up or moved under the finger takes none for half a second and
 * says so: then, as a person would, it presses again.
 */
export async function pressAnswer(page: PhonePage, label: string): Promise<void> {
  for (let left = 5; left > 0; left -= 1) {
    await page.press('button', label);
    if (!(await page.text()).includes('Press again')) return;
    await new Promise((resolve) => setTimeout(resolve, SETTLES_IN));
  }
}
