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
  /** Goes to a row by keyboard alone; the view must have the focus, or be about to get it. */
  goTo(text: string): Promise<void>;
  /** Opens the row that has the focus by keyboard. @param opened what is there then */
  enter(opened: Locator): Promise<void>;
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
  const rowOf = (text: string): Locator => rows.filter({ hasText: text }).first();
  const focused = pane.locator('.monaco-list:focus .monaco-list-row.focused');
  const indexOf = async (row: Locator): Promise<number> =>
    Number(await row.getAttribute('data-index', { timeout: 3_000 }));
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
    row: rowOf,
    async goTo(text) {
      await pane.locator('.monaco-list:focus').waitFor();
      await page.keyboard.press('Home');
      await focused.and(pane.locator('[data-index="0"]')).waitFor();
      const target = await indexOf(rowOf(text));
      // A key pressed before the last one has been drawn could carry the focus past the row.
      for (let index = 0; index < target; index += 1) {
        await page.keyboard.press('ArrowDown');
        await focused.and(pane.locator(`[data-index="${index + 1}"]`)).waitFor();
      }
      await focused.filter({ hasText: text }).waitFor();
    },
    async enter(opened) {
      // A view that changes just then takes no key.
      await waitFor('the row to be opened', async () => {
        await focused.waitFor({ timeout: 4_000 });
        await page.keyboard.press('Enter');
        await opened.waitFor({ timeout: 4_000 });
        return true;
      });
    },
    async press(row, button) {
      await row.hover();
      await row.locator(`.actions [aria-label^=${JSON.stringify(button)}]`).click();
    },
    async choose(entry) {
      const item = page.locator('.monaco-menu .action-item', { hasText: entry });
      const focus = page.locator('.monaco-menu:focus, .monaco-menu :focus');
      await waitFor(`${entry} to be focused`, async () => {
        if ((await item.and(page.locator('.focused')).count()) > 0) return true;
        if ((await focus.count()) > 0) {
          await page.keyboard.press('ArrowDown');
          return false;
        }
        // A menu is closed again by what takes the focus from it, such as a view that changes.
        await pane.locator('.monaco-list').focus();
        await page.keyboard.press('Shift+F10');
        await focus.first().waitFor({ timeout: 4_000 });
        return false;
      });
      await page.keyboard.press('Enter');
    },
  };
}
