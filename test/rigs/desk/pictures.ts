import type { Page } from 'playwright-core';
import { afterEach } from 'vitest';
import { screenshot } from '../vscode/workbench.ts';

/** Takes a picture of the window whenever a test of this file fails: it says more than the error. */
export function pictureFailures(page: () => Page, file: string): void {
  let failed = 0;
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    failed += 1;
    await screenshot(page(), `${file}-failed-${failed}`);
  });
}

/** Takes a picture of the window with the pointer where no tooltip covers anything of ours. */
export async function picturePanel(page: Page, name: string): Promise<void> {
  await page.mouse.move(700, 600);
  await screenshot(page, name);
}
