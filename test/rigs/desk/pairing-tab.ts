import type { FrameLocator, Page } from 'playwright-core';
import { EXTENSION } from '../vscode/vsix.ts';

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
  // The panel is another webview of the same extension: this one is the one with the pairing in it.
  const frames = `iframe.webview.ready[src*="extensionId=${EXTENSION}&"]`;
  await window.locator('.tab', { hasText: 'Pair a Device' }).waitFor({ timeout: 30_000 });
  const page = await frameWith(window, frames, 'cs-pairing');
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

async function frameWith(window: Page, frames: string, element: string): Promise<FrameLocator> {
  for (let left = 150; left > 0; left -= 1) {
    const count = await window.locator(frames).count();
    for (let at = 0; at < count; at += 1) {
      const page = window
        .locator(frames)
        .nth(at)
        .contentFrame()
        .frameLocator('iframe#active-frame');
      if ((await page.locator(element).count()) > 0) return page;
    }
    await window.waitForTimeout(200);
  }
  throw new Error(`no webview shows ${element}`);
}
