import type { Page } from 'playwright-core';
import { waitFor } from '../process.ts';

/**
 * Runs a command from the palette, waiting until the palette knows it (so until its extension does).
 * @param title as the palette shows it, with its category: "Countersign: Connect"
 */
export async function runCommand(page: Page, title: string): Promise<void> {
  await waitFor(
    `the command "${title}"`,
    async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('F1');
      await quickInput(page).waitFor({ timeout: 3_000 });
      await quickInput(page).fill(`>${title}`);
      await pickRow(page, title);
      return true;
    },
    60_000,
  );
}

/**
 * Opens a file in an editor, by typing where it is.
 * @param path absolute
 */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  await waitFor(`the file ${path} to open`, async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await quickInput(page).waitFor({ timeout: 3_000 });
    await quickInput(page).fill(path);
    const row = page.locator(`.quick-input-list .monaco-list-row[aria-label^="${name}"]`);
    await row.first().click({ timeout: 3_000 });
    await page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 3_000 });
    return true;
  });
}

/** Closes all editor tabs. */
export async function closeTabs(page: Page): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await waitFor('the tabs to close', async () => (await page.locator('.tab').count()) === 0);
}

/** Clicks a row of the quick pick: Enter would take whichever row happens to be first just then. */
async function pickRow(page: Page, label: string): Promise<void> {
  // The accessible name is the label, alone or followed by ", key binding" and the like.
  const alone = `[aria-label=${JSON.stringify(label)}]`;
  const followed = `[aria-label^=${JSON.stringify(`${label},`)}]`;
  const row = page.locator('.quick-input-list .monaco-list-row');
  await row
    .and(page.locator(`${alone}, ${followed}`))
    .first()
    .click({ timeout: 3_000 });
}

/** The themes of VS Code that a page must look right in, by the names its picker shows. */
export type Theme = keyof typeof themeClasses;

const themeClasses = {
  'Dark Modern': 'vs-dark',
  'Light Modern': 'vs',
  'Dark High Contrast': 'hc-black',
  'Light High Contrast': 'hc-light',
} as const;

/** Changes the window's colour theme and waits until it is drawn. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await runCommand(page, 'Preferences: Color Theme');
  await quickInput(page).fill(theme);
  await pickRow(page, theme);
  await page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor({ timeout: 10_000 });
}

const quickInput = (page: Page) => page.locator('.quick-input-widget input').first();
