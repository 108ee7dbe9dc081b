import { existsSync, readdirSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { basename, delimiter, dirname, join } from 'node:path';
import { fillOnce } from '../cache.ts';
import { checkout, run } from '../process.ts';
import { chooseNode, nodeHome, nodePackage, nodePath, type HostNode } from './node.ts';

/** The two editors everything is tested in: the oldest API we support, and the newest. */
export type Column = 'oldest' | 'newest';

/** A VS Code host that can be started: its Node, and the script that Node runs. */
export interface Installation {
  readonly column: Column;
  readonly node: string;
  readonly entry: string;
}

/** A host that can't be installed here. The message says what is missing and what to do. */
export class CannotInstall extends Error {
  readonly code = 'cannot-install';
}

/**
 * code-server 4.X.Y carries VS Code 1.X.Y. Its native modules fit one major version of Node;
 * `nodeVersion` is taken from npm where the running Node is another one.
 */
const columns = {
  oldest: { codeServer: '4.100.3', nodeVersion: '20.20.2' },
  newest: { codeServer: '4.139.1', nodeVersion: '24.21.0' },
} as const;

/**
 * Modules with native code that a host wants built: its passwords (newer versions bring that built),
 * its log and its dead man's switch (it starts without these two).
 */
const nativeModules = ['argon2', '@vscode/spdlog', 'native-watchdog', '@vscode/native-watchdog'];

/** What no test looks at, below the host's own `lib/vscode`. */
const unwanted = [
  'node_modules/@github',
  'node_modules/@microsoft/mxc-sdk',
  'extensions/copilot',
  'extensions/mermaid-chat-features',
  'extensions/mermaid-markdown-features',
];

/** Folders with a subfolder of binaries for every platform; only this machine's is kept. */
const manyPlatforms = [
  'node_modules/@vscode/ripgrep-universal/bin',
  'node_modules/node-pty/prebuilds',
];

/**
 * The column a test run is for.
 * @param name the value of COUNTERSIGN_COLUMN; undefined means the oldest
 * @throws on a name that is no column
 */
export function columnNamed(name: string | undefined): Column {
  if (name === undefined || name === 'oldest') return 'oldest';
  if (name === 'newest') return 'newest';
  throw new Error(`there is no column "${name}": it is "oldest" or "newest"`);
}

/**
 * Installs a column's VS Code host from npm into the checkout's cache, unless it is there.
 * Takes up to a minute and 330 MB (measured on 2 cores).
 * @throws {CannotInstall} when this machine lacks something for it
 */
export async function installVscode(column: Column): Promise<Installation> {
  if (process.platform === 'win32') {
    throw new CannotInstall('The VS Code host of the tests runs on Linux and macOS only.');
  }
  const { codeServer, nodeVersion } = columns[column];
  const node = chooseNode(nodeVersion);
  const name = `${column}-${codeServer}${node.kind === 'own' ? `-node-${node.version}` : ''}`;
  const folder = join(checkout, '.cache/vscode', name);
  await fillOnce(folder, (work) => fill(work, codeServer, node)).catch((error: unknown) => {
    if (error instanceof CannotInstall) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotInstall(`VS Code ${column} (code-server ${codeServer}) from npm: ${reason}`);
  });
  const entry = join(folder, 'node_modules/code-server/out/node/entry.js');
  return { column, node: nodePath(node, folder), entry };
}

async function fill(work: string, codeServer: string, node: HostNode): Promise<void> {
  await writeFile(join(work, 'package.json'), '{"private":true}');
  const env = {
    ...process.env,
    PATH: [dirname(nodePath(node, work)), process.env['PATH']].join(delimiter),
    npm_config_nodedir: nodeHome(node, work),
    // argon2 would otherwise first look for a binary outside npm.
    npm_config_build_from_source: 'true',
    npm_config_loglevel: 'error',
  };
  const npm = (folder: string, ...args: string[]) =>
    run('npm', [...args, '--no-audit', '--no-fund', '--prefix', folder], { cwd: folder, env });

  if (node.kind === 'own') {
    await npm(work, 'install', '--ignore-scripts', `${nodePackage}@${node.version}`);
  }
  await npm(work, 'install', '--ignore-scripts', `code-server@${codeServer}`);
  const vscode = join(work, 'node_modules/code-server/lib/vscode');
  // Not `npm ci`, which finds the shipped lock file out of step with its package.json.
  await npm(vscode, 'install', '--omit=dev', '--ignore-scripts');
  // Build only these: the other install scripts download from hosts a test must not need.
  for (const folder of [work, vscode]) {
    const unbuilt = nativeModules.filter((name) => {
      const path = join(folder, 'node_modules', name);
      return existsSync(path) && !existsSync(join(path, 'prebuilds'));
    });
    if (unbuilt.length > 0 && (await canBuild(unbuilt))) {
      await npm(folder, 'rebuild', '--ignore-scripts=false', ...unbuilt);
    }
  }
  await prune(work, vscode);
}

/**
 * Whether there are tools to build with.
 * @throws {CannotInstall} when there are none and a module is wanted without which no host starts
 */
async function canBuild(modules: readonly string[]): Promise<boolean> {
  for (const tool of ['make', 'g++', 'python3']) {
    const found = await run('sh', ['-c', `command -v ${tool}`]).then(
      () => true,
      () => false,
    );
    if (found) continue;
    if (!modules.includes('argon2')) return false;
    throw new CannotInstall(
      `${tool} is missing, and VS Code's native modules are built with it. ` +
        'On Debian and Ubuntu: sudo apt-get install make g++ python3',
    );
  }
  return true;
}

/** Halves what a host takes on disk. */
async function prune(work: string, vscode: string): Promise<void> {
  for (const path of unwanted) await rm(join(vscode, path), { recursive: true, force: true });
  const platforms = manyPlatforms.flatMap((folder) => {
    const path = join(vscode, folder);
    return existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
  });
  const kept = `${process.platform}-${process.arch}`;
  for (const path of platforms.filter((path) => basename(path) !== kept)) {
    await rm(path, { recursive: true });
  }
  await rm(join(work, 'node_modules', nodePackage, 'include'), { recursive: true, force: true });
  const everything = await readdir(work, { recursive: true, withFileTypes: true });
  const maps = everything.filter((file) => file.isFile() && file.name.endsWith('.map'));
  await Promise.all(maps.map((file) => rm(join(file.parentPath, file.name))));
}
