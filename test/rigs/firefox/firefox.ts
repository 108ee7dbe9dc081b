import { spawn, type ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evaluate } from '../phone/evaluate.ts';
import { phonePage, type PageDriver, type PhonePage } from '../phone/page.ts';
import { endGroup, killGroup } from '../process-group.ts';
import { waitFor } from '../process.ts';
import { connectBidi, evaluator, type Bidi } from './bidi.ts';
import { quietPrefs, type Prefs } from './prefs.ts';

/** What a Firefox is started with. Sizes are in CSS pixels. */
export interface FirefoxOptions {
  /** A folder, kept. */
  readonly profile: string;
  readonly prefs: Prefs;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
}

/** A stock Firefox, headless, driven by the WebDriver BiDi that is built into it. */
export interface Firefox {
  open(url: string): Promise<PhonePage>;
  /** Runs functions in the browser's own process, where its internals can be reached. */
  readonly privileged: Evaluate;
  close(): Promise<void>;
}

interface Tree {
  readonly contexts: readonly { readonly context: string }[];
}

/**
 * Starts Firefox, without geckodriver.
 * @throws when it is missing, or ends before it can be spoken to, with what it said
 */
export async function openFirefox(options: FirefoxOptions): Promise<Firefox> {
  const { profile, width = 360, height = 740, scale = 1 } = options;
  await writeFile(join(profile, 'user.js'), userPrefs({ ...quietPrefs, ...options.prefs }));
  const child = spawn(
    'firefox-esr',
    [
      ...['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
      ...['--remote-allow-system-access', 'about:blank'],
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
      env: { ...process.env, HOME: profile, MOZ_DISABLE_AUTO_SAFE_MODE: '1' },
    },
  );
  const endWithUs = () => killGroup(child);
  process.once('exit', endWithUs);
  let bidi: Bidi | null = null;
  const close = async () => {
    process.removeListener('exit', endWithUs);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // Kindly, for only then does it write its profile down. It may go before it answers.
    await Promise.race([bidi?.send('browser.close').catch(() => null), ended]);
    if (bidi !== null && child.exitCode === null) await Promise.race([ended, pause(5_000)]);
    bidi?.close();
    await endGroup(child);
  };
  try {
    const session = await connectBidi(await addressOf(child));
    bidi = session;
    const { contexts } = await session.send<Tree>('browsingContext.getTree', {
      'moz:scope': 'chrome',
    });
    return {
      privileged: evaluator(session, contexts[0]!.context),
      async open(url) {
        const { context } = await session.send<{ context: string }>('browsingContext.create', {
          type: 'tab',
        });
        const viewport = { width, height };
        await session.send('browsingContext.setViewport', {
          ...{ context, viewport, devicePixelRatio: scale },
        });
        const page = phonePage(driver(session, context));
        await page.goto(url);
        return page;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function userPrefs(prefs: Prefs): string {
  return Object.entries(prefs)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

/** Waits for the line in which Firefox says where BiDi listens. */
async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  let failed: Error | null = null;
  child.once('error', (error) => (failed = error));
  child.stderr?.on('data', (part: Buffer) => (said += part.toString()));
  const found = await waitFor('Firefox to say where it listens', () => {
    if (failed !== null || child.exitCode !== null) return 'ended' as const;
    return /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)?.[1];
  });
  if (found === 'ended') throw new Error(`Firefox did not start:\n${said}`, { cause: failed });
  return found;
}

function driver(bidi: Bidi, context: string): PageDriver {
  const act = (source: object) => bidi.send('input.performActions', { context, actions: [source] });
  return {
    evaluate: evaluator(bidi, context),
    async goto(url) {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async reload() {
      await bidi.send('browsingContext.reload', { context, wait: 'complete' });
    },
    async clickAt(x, y) {
      const pointer = [
        { type: 'pointerMove', x, y },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await act({ type: 'pointer', id: 'finger', actions: pointer });
    },
    async typeText(text) {
      const keys = Array.from(text).flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      await act({ type: 'key', id: 'keys', actions: keys });
    },
    async screenshot() {
      const { data } = await bidi.send<{ data: string }>('browsingContext.captureScreenshot', {
        context,
      });
      return Buffer.from(data, 'base64');
    },
    async close() {
      await bidi.send('browsingContext.close', { context });
    },
  };
}
