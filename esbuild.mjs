// The one build table: what is bundled, for which host, from where to where.
import { build, context } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { globSync } from './scripts/files.mjs';
import { notices } from './scripts/notices.mjs';

const shared = {
  bundle: true,
  sourcemap: true,
  minify: process.argv.includes('--minify'),
  logLevel: 'warning',
  // jsonc-parser's "main" is UMD and dies when bundled; its "module" entry does not.
  mainFields: ['module', 'main'],
};

const remote = {
  outdir: 'dist/remote',
  platform: 'browser',
  format: 'iife',
  // The phones in use: Safari 16.4 is the first that gets pushes.
  target: ['chrome109', 'firefox115', 'safari16.4'],
};

/** @type {Record<string, import('esbuild').BuildOptions | (() => import('esbuild').BuildOptions)>} */
const table = {
  extension: {
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.cjs',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'bufferutil', 'utf-8-validate'],
  },
  // A program of its own, which ends a tunnel program when the extension host is gone.
  keeper: {
    entryPoints: ['src/broker/tunnel/keeper.ts'],
    outfile: 'dist/tunnel-keeper.cjs',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  },
  panel: {
    entryPoints: ['webview/panel/main.ts', 'webview/panel/panel.css'],
    outdir: 'dist/panel',
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
  },
  pairing: {
    entryPoints: ['webview/pairing/main.ts', 'webview/pairing/pairing.css'],
    outdir: 'dist/pairing',
    platform: 'browser',
    format: 'iife',
    target: 'chrome128',
  },
  remote: {
    ...remote,
    entryPoints: [
      'webview/remote/main.ts',
      'webview/remote/remote.css',
      ...['.html', '.webmanifest', '.png', '.svg'].flatMap((end) =>
        globSync(['webview/remote'], end),
      ),
    ],
    entryNames: '[name]',
    loader: { '.html': 'copy', '.webmanifest': 'copy', '.png': 'copy', '.svg': 'copy' },
  },
  // After the page: the worker keeps just that page, so it is another one where the page is.
  worker: () => ({
    ...remote,
    entryPoints: ['webview/remote/worker/worker.ts'],
    define: { SHELL_VERSION: JSON.stringify(shellVersion()) },
  }),
  // Proof, not product: the pure layers bundle for no platform at all.
  neutral: {
    entryPoints: globSync(['src/core', 'src/protocol', 'src/agents'], '.ts'),
    outdir: '.cache/neutral',
    platform: 'neutral',
    format: 'esm',
    target: 'es2022',
    sourcemap: false,
    write: false,
  },
};

/** A digest of the files of the remote page as they were built. */
function shellVersion() {
  const hash = createHash('sha256');
  for (const end of ['.js', '.css', '.html', '.webmanifest', '.png', '.svg'])
    for (const file of globSync(['dist/remote'], end).sort())
      if (!file.endsWith('worker.js')) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

/** The entries named on the command line; all where none is. */
const named = process.argv.slice(2).filter((argument) => argument in table);
const watch = process.argv.includes('--watch');
const bundled = new Set();
for (const [name, entry] of Object.entries(table)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const options = typeof entry === 'function' ? entry() : entry;
  if (watch) {
    await (await context({ ...shared, ...options })).watch();
    continue;
  }
  const { metafile } = await build({ ...shared, ...options, metafile: true });
  if (options.write === false) continue;
  for (const input of Object.keys(metafile.inputs)) bundled.add(input);
}

if (!watch && named.length === 0) {
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/THIRD-PARTY-NOTICES.txt', `${notices(bundled)}\n`);
}
