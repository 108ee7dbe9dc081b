import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, run, waitFor } from '../process.ts';
import { endGroup, killGroup } from '../process-group.ts';
import { installVscode, type Column } from './install.ts';
import { quietSettings } from './settings.ts';

/** What a host is started with. Whatever is left out is thrown away when the host stops. */
export interface HostOptions {
  readonly column: Column;
  /** Packed extensions to install, absolute paths. */
  readonly vsix: readonly string[];
  /** User settings on top of the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where the editor keeps its data; a fresh temporary folder when left out. */
  readonly root?: string;
  /** HOME of the editor and its extensions; below the root when left out. */
  readonly home?: string;
  /** The folder to open; an almost empty one below the root when left out. */
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The port of its page on 127.0.0.1; a free one when left out. */
  readonly port?: number;
}

/** A running VS Code host. */
export interface Host {
  /** The page that shows the folder in the workbench. */
  readonly url: string;
  readonly root: string;
  readonly home: string;
  readonly folder: string;
  /** The same host with another folder to open. */
  readonly at: (folder: string) => Host;
  /** What the server wrote to its terminal until now. */
  readonly log: () => Promise<string>;
  /** Ends every process of the host, and removes the root if the host made it. */
  readonly stop: () => Promise<void>;
}

/** Variables of an editor or an agent that runs the tests; a host must not take them for its own. */
const foreign = /^(VSCODE_|ELECTRON_|CODE_SERVER|CLAUDE|ANTHROPIC_|XDG_|COUNTERSIGN_(?!RUN)|npm_)/;

/**
 * Installs (if need be) and starts a VS Code host on 127.0.0.1.
 * @throws {CannotInstall} when the host can't be had; an error with its log when it doesn't start
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { node, entry } = await installVscode(options.column);
  const root = options.root ?? (await mkdtemp(join(tmpdir(), 'countersign-host-')));
  const home = options.home ?? join(root, 'home');
  const folder = options.folder ?? join(root, 'folder');
  for (const path of ['data/User', 'extensions', 'xdg']) {
    await mkdir(join(root, path), { recursive: true });
  }
  for (const path of [home, folder]) await mkdir(path, { recursive: true });
  const settings = { ...quietSettings, ...options.settings };
  await writeFile(join(root, 'data/User/settings.json'), JSON.stringify(settings, null, 2));
  await writeFile(join(root, 'config.yaml'), 'auth: none\n');

  const env = environment(home, join(root, 'xdg'), options.env ?? {});
  const dirs = ['--config', join(root, 'config.yaml'), '--user-data-dir', join(root, 'data')];
  const base = [entry, ...dirs, '--extensions-dir', join(root, 'extensions')];
  for (const vsix of options.vsix) {
    await run(node, [...base, '--install-extension', vsix, '--force'], { env });
  }

  const port = await freePort(options.port);
  const origin = `http://127.0.0.1:${port}`;
  const logFile = join(root, 'server.log');
  // A process group of its own, so that its extension hosts can be ended with it.
  const server = spawn(node, [...base, ...serverArguments, '--bind-addr', `127.0.0.1:${port}`], {
    env,
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile);
  server.stdout.pipe(log, { end: false });
  server.stderr.pipe(log, { end: false });
  const endWithUs = () => killGroup(server);
  process.once('exit', endWithUs);

  const stop = async () => {
    process.removeListener('exit', endWithUs);
    await endGroup(server);
    log.end();
    if (options.root === undefined) await rm(root, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await waitFor('the VS Code host to answer', async () => {
      if (server.exitCode !== null) return 'ended' as const;
      return (await fetch(`${origin}/healthz`)).ok;
    });
    if (server.exitCode !== null) throw new Error('the VS Code host ended while starting');
  } catch (error) {
    const said = await readFile(logFile, 'utf8');
    await stop();
    throw new Error(`the VS Code host did not start on port ${port}:\n${said}`, { cause: error });
  }
  const at = (opened: string): Host => ({
    url: `${origin}/?folder=${encodeURIComponent(opened)}`,
    root,
    home,
    folder: opened,
    at,
    log: () => readFile(logFile, 'utf8'),
    stop,
  });
  return at(folder);
}

const serverArguments = [
  '--auth=none',
  '--disable-telemetry',
  '--disable-update-check',
  '--disable-workspace-trust',
  '--disable-getting-started-override',
  '--ignore-last-opened',
];

function environment(
  home: string,
  xdg: string,
  extra: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: join(xdg, 'config'),
    XDG_DATA_HOME: join(xdg, 'data'),
    XDG_CACHE_HOME: join(xdg, 'cache'),
    // No calls to an extension gallery.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...extra,
  };
}
