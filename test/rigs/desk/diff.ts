import type { Locator, Page } from 'playwright-core';
import { waitFor } from '../process.ts';

/** The diff editor of a proposed change. */
export function proposedDiff(page: Page): Locator {
  return page.locator('.monaco-diff-editor').last();
}

/**
 * The text that a diff proposes, without spaces and line ends: an editor draws those in its own way.
 * All of it must fit on the screen, for no more is drawn.
 */
export async function proposedText(page: Page): Promise<string> {
  // A deleted line is drawn between the others, as lines of its own.
  const text = proposedDiff(page).locator('.editor.modified .view-lines:not(.line-delete)');
  await proposedDiff(page).locator('.line-insert, .line-delete').first().waitFor();
  await proposedDiff(page).hover();
  let before = '';
  return waitFor('the diff to stand still', async () => {
    // It scrolls to its first change when it has found that.
    await page.mouse.wheel(0, -5_000);
    const now = await drawnText(text);
    const stands = now !== '' && now === before;
    before = now;
    return stands ? now : undefined;
  });
}

/** The lines are placed one by one, in no order. */
async function drawnText(text: Locator): Promise<string> {
  const lines = await text.locator('.view-line').evaluateAll((all) =>
    all
      .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
      .sort((left, right) => left.top - right.top)
      .map((line) => line.text),
  );
  return withoutSpaces(lines.join(''));
}

/** A text as `proposedText` gives it. */
export function withoutSpaces(text: string): string {
  return text.replace(/\s/gu, '');
}
