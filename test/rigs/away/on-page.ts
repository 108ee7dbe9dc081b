import type { PhonePage } from '../phone/page.ts';
import { waitFor } from '../process.ts';

/** How long a card must have been in place before it takes an answer, in milliseconds, and a bit. */
const SETTLES_IN = 600;

/** How long a pressed request has to come up, in milliseconds, before it is pressed again. */
const OPENS_IN = 4_000;

/**
 * Goes from the list to a request that waits. A list that moves under the finger leaves a press
 * without effect: then, as a person would, it presses again.
 */
export async function openRequest(page: PhonePage, words: string): Promise<void> {
  const isOpen = async () => (await page.text()).includes('You sign exactly what is shown above');
  await waitFor(
    `the request “${words}” to be open`,
    async () => {
      if (await isOpen()) return true;
      await page.press('a.waiting', words);
      return waitFor('the request to come up', isOpen, OPENS_IN);
    },
    5 * OPENS_IN,
  );
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

/** Has a page that lost its desk try again, unless it found the way by itself in the meantime. */
export async function tryAgain(page: PhonePage): Promise<void> {
  const isBack = async () => !(await page.text()).includes('Nothing is sent');
  await page.press('button', 'Try again now', isBack);
}
