import type { FrameLocator, Locator, Page } from 'playwright-core';
import { freePort } from '../process.ts';
import { openBrowser, type Browser } from '../vscode/browser.ts';
import { startHost, type Host } from '../vscode/host.ts';
import type { Column } from '../vscode/install.ts';
import { EXTENSION, ourVsix } from '../vscode/vsix.ts';
import { openView, openWorkbench, webviewView } from '../vscode/workbench.ts';

/** The real editor with the packed extension in it, and no part of ours opened yet. */
export interface Editor {
  readonly host: Host;
  readonly browser: Browser;
  readonly page: Page;
  /** The port that Claude Code's hook is to find. */
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** The side bar of a window, read and pressed as a person does. */
export interface SideBar {
  /** The inside of the side panel. */
  readonly panel: FrameLocator;
  /** An open card that shows a text, once it is there. */
  card(text: string): Promise<Locator>;
  /** Waits until no open card shows a text. */
  gone(text: string, timeoutMs?: number): Promise<void>;
  /** Presses a button inside a card or section, by the words on it, once it can be pressed. */
  press(where: Locator, label: string): Promise<void>;
  /** Presses Connect and applies the change that is shown. */
  connect(): Promise<void>;
}

/** The real editor with the packed extension in it, and the side bar open, as a person has it. */
export type Desk = Editor & SideBar;

/** What an editor is opened with. */
export interface DeskOptions {
  readonly column: Column;
  /** Shared with Claude Code, or with who asks in its place. */
  readonly home: string;
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Device pixels for each CSS pixel, for pictures. */
  readonly scale?: number;
}

/** Starts the real editor with our extension, which wakes by itself a moment later. */
export async function openEditor(options: DeskOptions): Promise<Editor> {
  const port = await freePort();
  const host = await startHost({
    ...options,
    vsix: [ourVsix()],
    settings: { 'countersign.port': port, ...options.settings },
  });
  const browser = await openBrowser(options.scale === undefined ? {} : { scale: options.scale });
  const close = async (): Promise<void> => {
    await browser.close();
    await host.stop();
  };
  try {
    const page = await openWorkbench(browser.context, host);
    return { host, browser, page, port, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts the real editor with our extension and opens its side bar. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const editor = await openEditor(options);
  try {
    return { ...editor, ...(await sideBar(editor.page)) };
  } catch (error) {
    await editor.close();
    throw error;
  }
}

/**
 * Presses a button by the words on it, once it is there and can be pressed. A card that came up or
 * moved under the pointer takes no answer for half a second and says so: then, as a person would, it
 * presses again.
 */
async function press(where: Locator, label: string): Promise<void> {
  const button = where
    .locator('vscode-button[aria-disabled=false]')
    .filter({ hasText: label })
    .first();
  await button.click({ timeout: 20_000 });
  const tooEarly = where.getByText('Press again');
  for (let left = 5; left > 0 && (await tooEarly.count()) > 0; left -= 1) {
    await where.page().waitForTimeout(SETTLES_IN);
    await button.click();
  }
}

/** How long a card must have been in place before it takes an answer, in milliseconds, and a bit. */
const SETTLES_IN = 600;

/** Opens the side bar of a window, and reads and presses what stands in it. */
export async function sideBar(page: Page): Promise<SideBar> {
  await openView(page, 'Countersign');
  const panel = webviewView(page, EXTENSION);
  await panel.locator('cs-panel').waitFor({ timeout: 30_000 });
  const cards = (text: string): Locator => panel.locator('article').filter({ hasText: text });
  return {
    panel,
    async card(text) {
      const card = cards(text).first();
      await card.waitFor({ timeout: 20_000 });
      return card;
    },
    gone: (text, timeoutMs = 10_000) =>
      cards(text).first().waitFor({ state: 'detached', timeout: timeoutMs }),
    press,
    async connect() {
      await press(panel.locator('.connect'), 'Connect');
      await press(panel.locator('.proposal'), 'Apply');
      await panel.getByText('Nothing waits for you').waitFor({ timeout: 10_000 });
    },
  };
}
