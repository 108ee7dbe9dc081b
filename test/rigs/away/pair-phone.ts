import type { PhonePage } from '../phone/page.ts';
import type { Phone } from '../phone/phone.ts';
import { waitFor } from '../process.ts';
import type { AwayParts } from './composition.ts';

/**
 * Pairs a phone as a person does: opens the link of the QR picture, and types the digits that the
 * phone shows into the editor.
 * @returns the page, which stands on the list of what waits; pushes are on
 */
export async function pairPhone(
  phone: Phone,
  { desk, status }: Pick<AwayParts, 'desk' | 'status'>,
): Promise<PhonePage> {
  await desk.remote.openPairing();
  const link = await waitFor('a link to pair by', () => status().pairing?.link ?? undefined);
  const page = await phone.open(link);
  await page.press('button', 'Pair');
  await page.sees('Type these into VS Code');
  const digits = await waitFor('the digits', async () => {
    return /^\d{3} \d{3}$/m.exec(await page.text())?.[0];
  });
  const typed = await desk.remote.typeDigits(digits);
  if (typed.kind !== 'done') throw new Error(`the digits were refused: ${typed.message}`);
  await page.sees('Nothing waits');
  await waitFor('the phone to subscribe', () => status().devices[0]?.push.subscribed === true);
  return page;
}
