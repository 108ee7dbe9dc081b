import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { RulePreview } from '../../src/core/rules/preview.ts';
import type { PanelSnapshot, ToHost, ToPanel } from '../../src/protocol/panel.ts';
import { stopTime, timePasses } from '../rigs/page-time.ts';
import {
  buildPage,
  openThemedPage,
  startBrowser,
  type PageOptions,
  type ThemedPage,
} from './themed-page.ts';

/** A question of the panel about rules that are being chosen or written. */
type PreviewQuestion = Extract<ToHost, { kind: 'preview' }>;

/** The built panel in a real browser, with a host that does what a test says. */
export interface PanelPage extends Omit<ThemedPage, 'send' | 'told'> {
  send(message: ToPanel): Promise<void>;
  snapshot(snapshot: PanelSnapshot): Promise<void>;
  /** What the panel told its host so far, oldest first, without `ready` and questions about rules. */
  posted(): Promise<readonly ToHost[]>;
  /** What the panel asked about rules so far, oldest first. */
  asked(): Promise<readonly PreviewQuestion[]>;
  /** Answers the newest question about the rules of a request, once there is one it has not answered. */
  answer(id: string, preview: RulePreview | null): Promise<void>;
  card(id: string): Locator;
  /** A button of a card, by its whole label; also one that can't be used now. */
  press(id: string, label: string): Promise<void>;
  /** From here on no time passes for the page, until `settled`. */
  stopTime(): Promise<void>;
  /** Waits until a card has been in place long enough to be answered. */
  settled(): Promise<void>;
}

/** The panel, built, and a browser for all tests of a file. */
export function usePanel(): (options?: PageOptions) => Promise<PanelPage> {
  let browser: Browser;
  const open: PanelPage[] = [];
  beforeAll(async () => {
    await buildPage('panel');
    browser = await startBrowser();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((panel) => panel.close()));
  });
  afterAll(() => browser.close());
  return async (options = {}) => {
    const panel = panelPage(await openThemedPage(browser, 'panel', options));
    open.push(panel);
    return panel;
  };
}

function panelPage(themed: ThemedPage): PanelPage {
  const { page, send, told } = themed;
  const asked = async (): Promise<readonly PreviewQuestion[]> => {
    const all = await told<ToHost>();
    return all.flatMap((message) => (message.kind === 'preview' ? [message] : []));
  };
  let answered = 0;
  return {
    ...themed,
    snapshot: (snapshot) => send({ kind: 'snapshot', snapshot }),
    posted: async () => {
      const all = await told<ToHost>();
      return all.filter(({ kind }) => kind !== 'ready' && kind !== 'preview');
    },
    asked,
    answer: async (id, preview) => {
      const newest = async (): Promise<number> =>
        (await asked()).filter((question) => question.id === id).at(-1)?.serial ?? 0;
      await expect.poll(newest).toBeGreaterThan(answered);
      answered = await newest();
      await send({ kind: 'preview', id, serial: answered, preview });
    },
    card: (id) => page.locator(`article[data-id="${id}"]`),
    press: (id, label) =>
      page
        .locator(`article[data-id="${id}"]`)
        .getByRole('button', { name: label, exact: !label.endsWith('…') })
        .click({ force: true }),
    stopTime: () => stopTime(page),
    settled: () => timePasses(page),
  };
}
