import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { RulePreview } from '../../src/core/rules/preview.ts';
import type { PanelSnapshot, ToHost, ToPanel } from '../../src/protocol/panel.ts';
import { fakeEditor } from '../fakes/panel-host.ts';

/** The themes of VS Code whose variables were taken from the real editor. */
export const themes = ['dark', 'light', 'hc-dark', 'hc-light'] as const;
type Theme = (typeof themes)[number];

const THEME_KINDS = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'hc-dark': 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light',
} as const;

const ORIGIN = 'http://panel.test';
const NONCE = 'dGhlIG5vbmNlIG9mIHRoZSB0ZXN0';
/** The toolkit tries a selector in an empty style element; nothing else inline is let through. */
const EMPTY_STYLE = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
const OUT = join('.cache', 'panel');

/** A question of the panel about rules that are being chosen or written. */
type PreviewQuestion = Extract<ToHost, { kind: 'preview' }>;

/** The built panel in a real browser, with a host that does what a test says. */
export interface PanelPage {
  readonly page: Page;
  send(message: ToPanel): Promise<void>;
  snapshot(snapshot: PanelSnapshot): Promise<void>;
  /** What the panel told its host so far, oldest first, without `ready` and questions about rules. */
  posted(): Promise<readonly ToHost[]>;
  /** What the panel asked about rules so far, oldest first. */
  asked(): Promise<readonly PreviewQuestion[]>;
  /** Answers the newest question about the rules of a request, once there is one it has not answered. */
  answer(id: string, preview: RulePreview | null): Promise<void>;
  /** What the page's content security policy blocked, and errors nobody caught. */
  faults(): readonly string[];
  picture(name: string): Promise<void>;
  card(id: string): Locator;
  /** A button of a card, by its whole label; also one that can't be used now. */
  press(id: string, label: string): Promise<void>;
  /** Waits until a card has been in place long enough to be answered. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Builds the panel as the product does. */
async function buildPanel(): Promise<void> {
  await build({
    entryPoints: ['webview/panel/main.ts', 'webview/panel/panel.css'],
    outdir: OUT,
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
}

/** The panel, built, and a browser for all tests of a file. */
export function usePanel(): (options?: PanelOptions) => Promise<PanelPage> {
  let browser: Browser;
  const open: PanelPage[] = [];
  beforeAll(async () => {
    await buildPanel();
    browser = await startBrowser();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((panel) => panel.close()));
  });
  afterAll(() => browser.close());
  return async (options = {}) => {
    const panel = await openPanel(browser, options);
    open.push(panel);
    return panel;
  };
}

/** How the panel is shown; the size in CSS pixels. */
export interface PanelOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
}

/** Starts the browser: the one COUNTERSIGN_CHROMIUM names, else Debian's. */
function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['COUNTERSIGN_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

/** Opens the panel as the editor would: its theme, its default styles, a strict policy. */
async function openPanel(browser: Browser, options: PanelOptions): Promise<PanelPage> {
  const { theme = 'dark', width = 340, height = 900 } = options;
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await serve(page, theme);
  await page.addInitScript(fakeEditor);
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction('window.posted.length > 0');
  const send = async (message: ToPanel): Promise<void> => {
    await page.evaluate((data) => {
      const sent: unknown = JSON.parse(data);
      window.postMessage(sent, '*');
      // Messages are handled in order: once this one is, so is the one before it, and it is drawn.
      return new Promise((done) => {
        window.addEventListener('message', () => requestAnimationFrame(done), { once: true });
      });
    }, JSON.stringify(message));
  };
  const told = (): Promise<readonly ToHost[]> => page.evaluate('window.posted');
  const asked = async (): Promise<readonly PreviewQuestion[]> => {
    const all = await told();
    return all.flatMap((message) => (message.kind === 'preview' ? [message] : []));
  };
  let answered = 0;
  return {
    page,
    send,
    snapshot: (snapshot) => send({ kind: 'snapshot', snapshot }),
    posted: async () => {
      const all = await told();
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
    faults: () => faults,
    picture: async (name) => {
      await mkdir('.cache/pictures', { recursive: true });
      await page.screenshot({ path: `.cache/pictures/panel-${name}.png`, fullPage: true });
    },
    card: (id) => page.locator(`article[data-id="${id}"]`),
    press: (id, label) =>
      page
        .locator(`article[data-id="${id}"]`)
        .getByRole('button', { name: label, exact: !label.endsWith('…') })
        .click({ force: true }),
    // The rule is a matter of time alone, so time is what is waited for.
    settled: () => page.waitForTimeout(600),
    close: () => context.close(),
  };
}

async function serve(page: Page, theme: Theme): Promise<void> {
  const files = new Map([
    ['/main.js', { path: join(OUT, 'main.js'), contentType: 'text/javascript' }],
    ['/panel.css', { path: join(OUT, 'panel.css'), contentType: 'text/css' }],
    ['/theme.css', { path: `test/panel/themes/${theme}.css`, contentType: 'text/css' }],
    ['/defaults.css', { path: 'test/panel/themes/defaults.css', contentType: 'text/css' }],
  ]);
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: markup(theme) });
    const file = files.get(pathname);
    if (file === undefined) return route.abort();
    return route.fulfill({ contentType: file.contentType, body: await readFile(file.path) });
  });
}

function markup(theme: Theme): string {
  const kind = THEME_KINDS[theme];
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${ORIGIN} '${EMPTY_STYLE}'; script-src 'nonce-${NONCE}'">
    <title>Countersign</title>
    <link rel="stylesheet" href="/theme.css">
    <link rel="stylesheet" href="/defaults.css">
    <link rel="stylesheet" href="/panel.css">
  </head>
  <body class="${kind}" data-vscode-theme-kind="${kind}">
    <script nonce="${NONCE}" src="/main.js"></script>
  </body>
</html>`;
}
