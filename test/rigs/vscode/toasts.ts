import type { Locator, Page } from 'playwright-core';

/** One message in a corner of the workbench, as a person reads it. */
export interface Toast {
  readonly text: string;
  readonly buttons: readonly string[];
}

/** The messages shown in the corner now. */
export async function toasts(page: Page): Promise<Toast[]> {
  const shown = await toastLocator(page).all();
  return Promise.all(shown.map(readToast));
}

/** Waits for a message that contains a text. */
export async function waitForToast(
  page: Page,
  text: string,
  milliseconds = 30_000,
): Promise<Toast> {
  const toast = toastLocator(page).filter({ hasText: text }).first();
  await toast.waitFor({ timeout: milliseconds });
  return readToast(toast);
}

/** Presses a button of the message that contains a text, waiting for it first. */
export async function pressToast(page: Page, text: string, button: string): Promise<void> {
  const toast = toastLocator(page).filter({ hasText: text }).first();
  await toast.locator('.monaco-text-button', { hasText: button }).click({ timeout: 30_000 });
}

const toastLocator = (page: Page) => page.locator('.notifications-toasts .notification-list-item');

async function readToast(toast: Locator): Promise<Toast> {
  const text = await toast.locator('.notification-list-item-message').innerText();
  const buttons = await toast.locator('.monaco-text-button').allInnerTexts();
  return { text, buttons };
}
