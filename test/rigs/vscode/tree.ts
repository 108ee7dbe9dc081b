import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../process.ts';

/** A tree view of an extension, in the side bar that is open. */
export interface Tree {
  /** The strip with its name and its buttons. */
  readonly header: Locator;
  /** The whole view. */
  readonly pane: Locator;
  /** Opens the view, unless it is open. */
  open(): Promise<void>;
  /** What each row shows, from the top: its label and its description, indented by its level. */
  rows(): Promise<string[]>;
  /** The row whose label and description contain a text. */
  row(text: string): Locator;
  /** Presses a button of a row, by its words. */
  press(row: Locator, button: string): Promise<void>;
  /** Chooses from the context menu of the row that has the focus, by keyboard. */
  choose(entry: string): Promise<void>;
}

/** A tree view by its name. */
export function treeView(page: Page, name: string): Tree {
  const pane = page.locator('.pane').filter({
    has: page.locator('.pane-header h3.title', { hasText: new RegExp(`^${name}$`) }),
  });
  const header = pane.locator('.pane-header');
  const rows = pane.locator('[role=treeitem]');
  return {
    header,
    pane,
    async open() {
      await header.waitFor({ timeout: 30_000 });
      if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
      await pane.locator('.pane-header[aria-expanded=true]').waitFor();
    },
    rows: () =>
      rows.evaluateAll((all) =>
        all.map((row) => {
          const level = Number(row.getAttribute('aria-level') ?? '1');
          const part = (name: string): string => row.querySelector(name)?.textContent ?? '';
          const words = [part('.label-name'), part('.label-description')].filter(Boolean);
          return `${'  '.repeat(level - 1)}${words.join(' | ')}`;
        }),
      ),
    row: (text) => rows.filter({ hasText: text }).first(),
    async press(row, button) {
      await row.hover();
      await row.locator(`.actions [aria-label^=${JSON.stringify(button)}]`).click();
    },
    async choose(entry) {
      await page.keyboard.press('Shift+F10');
      const item = page.locator('.monaco-menu .action-item', { hasText: entry });
      await item.waitFor();
      await waitFor(`${entry} to be focused`, async () => {
        if ((await item.getAttribute('class'))?.includes('focused') === true) return true;
        await page.keyboard.press('ArrowDown');
        return false;
      });
      await page.keyboard.press('Enter');
    },
  };
}
