import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { checkout, waitFor } from '../process.ts';
import type { Host } from './host.ts';

/**
 * Opens a VS Code window on a host and waits for its workbench, not for any extension. A second call
 * with the same browser is a second window.
 */
export async function openWorkbench(browser: BrowserContext, host: Host): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(host.url);
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  return page;
}

/**
 * The inside of the webview that an extension shows in a view. The editor lays all webviews over its
 * window in the order they came up, and nothing that holds in both columns tells a view's from a
 * tab's (measured: `purpose=webviewView` is in a frame's address only the first time), so the view's
 * has to be the first.
 * @param extension its id, "publisher.name"
 */
export function webviewView(page: Page, extension: string): FrameLocator {
  return insideOf(webviews(page, extension).first());
}

/** The inside of the webview that an extension shows in a tab, which came up last; else as above. */
export function webviewTab(page: Page, extension: string): FrameLocator {
  return insideOf(webviews(page, extension).last());
}

function webviews(page: Page, extension: string): Locator {
  return page.locator(`iframe.webview.ready[src*="extensionId=${extension}&"]`);
}

function insideOf(webview: Locator): FrameLocator {
  return webview.contentFrame().frameLocator('iframe#active-frame');
}

/** The icon of an extension's container in the activity bar. */
export function activityIcon(page: Page, title: string): Locator {
  const label = page.locator(`a[aria-label^=${JSON.stringify(title)}]`);
  return page.locator('.activitybar .action-item').filter({ has: label }).first();
}

/** Opens an extension's container, unless it is open. */
export async function openView(page: Page, title: string): Promise<void> {
  const icon = activityIcon(page, title);
  await icon.waitFor({ timeout: 30_000 });
  let pressedAt = -Infinity;
  const opens = async (): Promise<boolean> => {
    if (await isOpen(icon)) return true;
    if (Date.now() - pressedAt < OPENS_IN) return false;
    pressedAt = Date.now();
    // The badge lies over the icon and would catch a click at its middle.
    await icon.click({ position: { x: 6, y: 6 } });
    return false;
  };
  await waitFor(`the view ${title} to be open`, opens, 10 * OPENS_IN);
}

/**
 * How long a press on an icon has to show, in milliseconds, before it is pressed again. A window that
 * is being restored may open the view by itself at the same moment, and the press then closes it.
 */
const OPENS_IN = 4_000;

/** Waits until an extension's container is open: a click on its icon meanwhile would close it again. */
export async function viewOpens(page: Page, title: string): Promise<void> {
  await waitFor(`the view ${title} to be open`, () => isOpen(activityIcon(page, title)));
}

async function isOpen(icon: Locator): Promise<boolean> {
  return (await icon.getAttribute('class'))?.split(' ').includes('checked') ?? false;
}

/**
 * The number on an activity bar icon.
 * @returns undefined when there is no badge
 */
export async function activityBadge(page: Page, title: string): Promise<string | undefined> {
  const badge = activityIcon(page, title).locator('.badge .badge-content');
  if (!(await badge.isVisible())) return undefined;
  return (await badge.innerText()).trim();
}

/** A status bar item by a part of its text, to be read or clicked. */
export function statusItem(page: Page, text: string): Locator {
  return page.locator('.statusbar .statusbar-item').filter({ hasText: text }).first();
}

/** Takes a picture of the window into `.cache/pictures`, and returns the file's path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(checkout, '.cache/pictures');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path });
  return path;
}
