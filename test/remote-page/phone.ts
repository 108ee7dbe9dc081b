import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { AxeResults } from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { stopTime, timePasses } from '../rigs/page-time.ts';
import type { FakeDesk } from './desk/desk.ts';
import { openFakeDesk } from './desk/fake-desk.ts';

/** How the phone is: its size in CSS pixels, its colours, what it says it is. */
export interface PhoneOptions {
  readonly dark?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly contrast?: 'more';
  readonly forced?: boolean;
  readonly userAgent?: string;
  readonly desk?: FakeDesk;
}

/** A phone with the page, and the desk it talks to. */
export interface Phone {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly desk: FakeDesk;
  /** What the page's policy blocked, and errors nobody caught. */
  faults(): readonly string[];
  open(fragment?: string): Promise<void>;
  /** Pairs by a QR code, as a person does, digits and all. */
  pair(): Promise<void>;
  /** The digits the phone shows. */
  digits(): Promise<string>;
  /** Presses a button of the page, also one that can't be used now. */
  press(label: string): Promise<void>;
  /** From here on nothing the page does is by its own timers: only by what happens to it. */
  holdTimers(): Promise<void>;
  /** From here on no time passes for the page, until `settled`. */
  stopTime(): Promise<void>;
  /** Waits until what is shown has been in place long enough to be answered. */
  settled(): Promise<void>;
  violations(): Promise<readonly string[]>;
  picture(name: string): Promise<void>;
}

export const ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36';
export const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

/** The built page, and phones for the tests of a file. */
export function usePhone(): (options?: PhoneOptions) => Promise<Phone> {
  const ends: (() => Promise<void>)[] = [];
  let axe = '';
  let browser: Browser;
  beforeAll(async () => {
    await buildRemote();
    browser = await chromium.launch({
      executablePath: process.env['COUNTERSIGN_CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    });
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  afterAll(() => browser.close());
  return async (options = {}) => {
    const desk = options.desk ?? (await openFakeDesk());
    if (options.desk === undefined) ends.push(() => desk.close());
    const context = await openContext(browser, options);
    ends.push(() => context.close());
    return phoneOn(context, desk, axe);
  };
}

/** Builds the page and its worker as the product does. */
async function buildRemote(): Promise<void> {
  const args = ['esbuild.mjs', 'remote', 'worker', '--minify'];
  await promisify(execFile)(process.execPath, args);
}

/** A phone of its own: nothing another one kept is on it. */
function openContext(browser: Browser, options: PhoneOptions): Promise<BrowserContext> {
  const { width = 390, height = 844, dark = false, userAgent = ANDROID } = options;
  return browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: 2,
    hasTouch: true,
    colorScheme: dark ? 'dark' : 'light',
    contrast: options.contrast ?? 'no-preference',
    forcedColors: options.forced === true ? 'active' : 'none',
    reducedMotion: 'reduce',
    userAgent,
  });
}

async function phoneOn(context: BrowserContext, desk: FakeDesk, axe: string): Promise<Phone> {
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    const text = message.text();
    // What a test cuts off is reported too, and is what the test is about.
    if (message.type() === 'error' && !/net::ERR|WebSocket|status of 4|incognito mode/.test(text))
      faults.push(text);
  });
  const phone: Phone = {
    page,
    context,
    desk,
    faults: () => faults,
    open: async (fragment = '') => {
      await page.goto(`${desk.origin}/${fragment}`);
      await page.locator('#title, .top').first().waitFor();
    },
    pair: async () => {
      desk.secret = { link: 'c2VjcmV0IG9mIHRoZSBRUiBjb2Rl', typed: '7QK3M0ZTB4XE' };
      await phone.open(`#pair=${desk.secret.link}`);
      await phone.press('Pair');
      desk.typeDigits(await phone.digits());
      await page.locator('.desk.online').waitFor();
    },
    digits: async () => (await page.locator('.digits').innerText()).replace(/\s/g, ''),
    press: (label) =>
      page.getByRole('button', { name: label, exact: !label.endsWith('…') }).click(),
    holdTimers: () =>
      page.evaluate(() => {
        // Timers are numbered as they are made.
        const newest = window.setTimeout(() => undefined);
        for (let timer = newest; timer > 0; timer -= 1) clearTimeout(timer);
        Object.assign(window, { setTimeout: () => 0 });
      }),
    stopTime: () => stopTime(page),
    settled: () => timePasses(page),
    violations: async () => {
      // Evaluated by the browser's debugger, which the page's policy does not bind.
      await page.evaluate(axe);
      const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.html.slice(0, 120)} ${node.failureSummary ?? ''}`),
      );
    },
    picture: async (name) => {
      await mkdir('.cache/pictures', { recursive: true });
      await page.screenshot({ path: `.cache/pictures/phone-${name}.png` });
    },
  };
  return phone;
}
