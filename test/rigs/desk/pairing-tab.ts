import type { FrameLocator, Page } from 'playwright-core';
import { EXTENSION } from '../vscode/vsix.ts';
import { webviewTab } from '../vscode/workbench.ts';

/** The tab in which a device is paired, read and used as a person does. */
export interface PairingTab {
  /** Its inside. */
  readonly page: FrameLocator;
  /** Waits for the heading of a step. */
  heading(words: string): Promise<void>;
  text(): Promise<string>;
  /** The code to type on the device. */
  code(): Promise<string>;
  press(label: string): Promise<void>;
  /** Types digits and sends them by Enter, without a press of the mouse before. */
  type(digits: string): Promise<void>;
}

/** The pairing tab of a window, once it is there. */
export async function openPairingTab(window: Page): Promise<PairingTab> {
  await window.locator('.tab', { hasText: 'Pair a Device' }).waitFor({ timeout: 30_000 });
  const page = webviewTab(window, EXTENSION);
  await page.locator('cs-pairing').waitFor({ timeout: 30_000 });
  return {
    page,
    heading: (words) => page.getByRole('heading', { name: words }).waitFor({ timeout: 30_000 }),
    text: () => page.locator('main').innerText(),
    code: () => page.locator('.code').innerText(),
    press: (label) =>
      page.locator('vscode-button[aria-disabled=false]', { hasText: label }).click(),
    async type(digits) {
      const field = page.getByRole('textbox', { name: 'The six digits it shows' });
      await field.waitFor();
      await field.pressSequentially(digits);
      await field.press('Enter');
    },
  };
}
