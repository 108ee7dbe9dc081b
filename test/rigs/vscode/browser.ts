import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type BrowserContext } from 'playwright-core';
import { CannotInstall } from './install.ts';

/** How the person's window looks; both in CSS pixels. */
export interface BrowserOptions {
  readonly width?: number;
  readonly height?: number;
  /** Device pixels for a CSS pixel; 2 makes sharp pictures. */
  readonly scale?: number;
}

/** A Chromium with a fresh profile. Each of its pages can be a VS Code window of its own. */
export interface Browser {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const candidates = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Finds a Chromium or Chrome: the one COUNTERSIGN_CHROMIUM names, else one on PATH.
 * @returns its absolute path
 * @throws {CannotInstall} when there is none, saying how to get it
 */
export async function findChromium(): Promise<string> {
  const named = process.env['COUNTERSIGN_CHROMIUM'];
  if (named !== undefined && existsSync(named)) return named;
  for (const name of candidates) {
    const path = await promisify(execFile)('sh', ['-c', `command -v ${name}`]).then(
      ({ stdout }) => stdout.trim(),
      () => undefined,
    );
    if (path !== undefined) return path;
  }
  throw new CannotInstall(
    'Chromium is missing. On Debian: sudo apt-get install chromium. ' +
      'Or name one in the environment variable COUNTERSIGN_CHROMIUM.',
  );
}

/**
 * Starts Chromium, headless.
 * @throws {CannotInstall} when there is no Chromium
 */
export async function openBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const { width = 1200, height = 800, scale = 1 } = options;
  const executablePath = await findChromium();
  const profile = await mkdtemp(join(tmpdir(), 'countersign-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: flags,
    viewport: { width, height },
    deviceScaleFactor: scale,
  });
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { context, close };
}
