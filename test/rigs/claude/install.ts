import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The Claude Code every agent test runs against. */
export const CLAUDE_VERSION = '2.1.328';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../../.cache/claude/', import.meta.url));
const home = join(cache, CLAUDE_VERSION);
const binary = `node_modules/@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`;
const stamp = 'installed';

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function isInstalled(): Promise<boolean> {
  try {
    if ((await readFile(join(home, stamp), 'utf8')) !== CLAUDE_VERSION) return false;
    await access(join(home, binary));
    return true;
  } catch {
    // A missing file is the answer here: not installed.
    return false;
  }
}

/** Fills `folder`; the stamp is written last, so a folder with a stamp is whole. */
async function fill(folder: string): Promise<void> {
  await writeFile(join(folder, 'package.json'), '{"private":true}\n');
  const what = `@anthropic-ai/claude-code@${CLAUDE_VERSION}`;
  // Its install script only links the binary below, which is used directly.
  const args = [
    'install',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-package-lock',
    what,
  ];
  await run('npm', args, { cwd: folder, maxBuffer: 1 << 24 });
  const { stdout } = await run(join(folder, binary), ['--version']);
  if (!stdout.startsWith(CLAUDE_VERSION)) throw new Error(`it says it is ${stdout.trim()}`);
  await writeFile(join(folder, stamp), CLAUDE_VERSION);
}

/**
 * The path of the real Claude Code binary, installed from npm into the checkout's `.cache/` when it
 * isn't there yet. It is a black box: run, never opened, never part of the product.
 * Safe when several processes call it: each fills a folder of its own and the first rename wins.
 * @throws Error that says what failed and what to do.
 */
export async function installClaude(): Promise<string> {
  if (await isInstalled()) return join(home, binary);
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, '.filling-'));
  try {
    await fill(folder);
    // A folder without a stamp is what an older, broken run left.
    if (!(await isInstalled())) await rm(home, { recursive: true, force: true });
    await rename(folder, home);
  } catch (error) {
    // Another process was first: then rename fails on a folder that is whole.
    if (!(await isInstalled()))
      throw new Error(
        `Claude Code ${CLAUDE_VERSION} could not be installed from npm for ${process.platform}-${process.arch}: ${reason(error)}. Check the connection to the npm registry, delete .cache/claude and try again.`,
        { cause: error },
      );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return join(home, binary);
}
