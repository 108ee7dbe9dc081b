// `npm start`: sets up, builds, and opens VS Code with the extension in a small sample workspace.
//   --browser        VS Code in the browser, even where there is a `code` on PATH
//   --port N         the port of its page on 127.0.0.1 (implies --browser)
//   --column oldest  the oldest supported VS Code instead of the newest (implies --browser)
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makeSample } from './sample.mjs';
import { checkout, installPackages, requireNode } from './setup.mjs';

const { values } = parseArgs({
  options: { browser: { type: 'boolean' }, port: { type: 'string' }, column: { type: 'string' } },
});

requireNode();
installPackages();
console.log('Building the extension …');
execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: checkout, stdio: 'pipe' });
const sample = join(checkout, '.cache/start/sample');
makeSample(sample);

const inBrowser = values.browser || values.port !== undefined || values.column !== undefined;
if (!inBrowser && hasOwnCode()) openOwnCode();
else await openInBrowser();

/** Whether `code` starts a VS Code of this machine; in a remote window's terminal it does not. */
function hasOwnCode() {
  if (process.env.VSCODE_IPC_HOOK_CLI !== undefined) return false;
  return spawnSync('code', ['--version'], { shell: true, stdio: 'ignore' }).status === 0;
}

/**
 * Opens the person's own VS Code as a second one beside theirs: with data and extensions of its own,
 * so that their settings, windows and extensions are not touched.
 */
function openOwnCode() {
  const own = join(checkout, '.cache/start/code');
  const args = ['--new-window', '--user-data-dir', join(own, 'data')];
  args.push('--extensions-dir', join(own, 'extensions'), '--disable-workspace-trust');
  args.push(`--extensionDevelopmentPath=${checkout}`, sample);
  console.log('Opening your VS Code, as a second one beside yours.');
  console.log('A request is waiting there: click the sheet with the two ticks, at the left edge.');
  // Only a shell finds `code.cmd` on Windows, and a shell needs quotes.
  execFileSync(
    'code',
    args.map((arg) => JSON.stringify(arg)),
    {
      shell: true,
      stdio: 'inherit',
      env: { ...process.env, COUNTERSIGN_SAMPLE_REQUEST: '1' },
    },
  );
}

/** Runs VS Code from npm until Ctrl-C. */
async function openInBrowser() {
  // Until the host is up, ending is enough: what was started ends with this program.
  let stop = async () => {};
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(name, () => void stop().finally(() => process.exit(0)));
  }
  const { register } = await import('tsx/esm/api');
  register();
  const { startForPerson } = await import('../test/rigs/vscode/person.ts');
  const { host, column } = await startForPerson({
    folder: sample,
    root: join(checkout, '.cache/start'),
    column: values.column,
    port: values.port === undefined ? undefined : Number(values.port),
  }).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
  console.log(
    `\nVS Code (${column}) is running, with a request waiting. Open this in a browser:\n`,
  );
  console.log(`  ${host.url}\n`);
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    const { port } = new URL(host.url);
    console.log('This machine has no screen. From one that has, forward the port first:');
    console.log(`  ssh -L ${port}:127.0.0.1:${port} <this machine>\n`);
  }
  console.log('Anyone with an account on this machine can open it too. Ctrl-C stops it.');
  stop = host.stop;
}
