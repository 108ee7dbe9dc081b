import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
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
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Our pages in the editor. */
type PageName = 'panel' | 'pairing';

const outOf = (name: PageName): string => join('.cache', name);

/** A page of ours as the editor shows it, with a host that does what a test says. */
export interface ThemedPage {
  readonly page: Page;
  /** Hands a message to the page; resolves once it is drawn. */
  readonly send: (message: object) => Promise<void>;
  /** What the page told its host so far, oldest first. */
  readonly told: <Message>() => Promise<readonly Message[]>;
  /** What the page's content security policy blocked, and errors nobody caught. */
  faults(): readonly string[];
  /** What stands in somebody's way. */
  violations(): Promise<readonly string[]>;
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Builds a page as the product does. */
export async function buildPage(name: PageName): Promise<void> {
  await build({
    entryPoints: [`webview/${name}/main.ts`, `webview/${name}/${name}.css`],
    outdir: outOf(name),
    bundle: true,
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
}

/** How a page is shown; the size in CSS pixels. */
export interface PageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
}

/** Starts the browser: the one COUNTERSIGN_CHROMIUM names, else Debian's. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['COUNTERSIGN_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
}

/** Opens a page as the editor would: its theme, its default styles, a strict policy. */
export async function openThemedPage(
  browser: Browser,
  name: PageName,
  options: PageOptions,
): Promise<ThemedPage> {
  const { theme = 'dark', width = 340, height = 900 } = options;
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await serve(page, name, theme);
  await page.addInitScript(fakeEditor);
  await page.goto(`${ORIGIN}/`);
  await page.waitForFunction('window.posted.length > 0');
  return {
    page,
    send: async (message) => {
      await page.evaluate((data) => {
        const sent: unknown = JSON.parse(data);
        window.postMessage(sent, '*');
        // Messages are handled in order: once this one is, so is the one before it, and it is drawn.
        return new Promise((done) => {
          window.addEventListener('message', () => requestAnimationFrame(done), { once: true });
        });
      }, JSON.stringify(message));
    },
    told: () => page.evaluate('window.posted'),
    faults: () => faults,
    violations: async () => {
      // Evaluated by the browser's debugger, which the page's policy does not bind.
      await page.evaluate(axe);
      const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary ?? ''}`),
      );
    },
    picture: async (picture) => {
      await mkdir('.cache/pictures', { recursive: true });
      await page.screenshot({ path: `.cache/pictures/${name}-${picture}.png`, fullPage: true });
    },
    close: () => context.close(),
  };
}

async function serve(page: Page, name: PageName, theme: Theme): Promise<void> {
  const files = new Map([
    ['/main.js', { path: join(outOf(name), 'main.js'), contentType: 'text/javascript' }],
    ['/page.css', { path: join(outOf(name), `${name}.css`), contentType: 'text/css' }],
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
    <link rel="stylesheet" href="/page.css">
  </head>
  <body class="${kind}" data-vscode-theme-kind="${kind}">
    <script nonce="${NONCE}" src="/main.js"></script>
  </body>
</html>`;
}
