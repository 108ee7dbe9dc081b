// The one build table: what is bundled, for which host, from where to where.
import { build, context } from 'esbuild';
import { mkdirSync, writeFileSync } from 'node:fs';
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

/** @type {Record<string, import('esbuild').BuildOptions>} */
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

const watch = process.argv.includes('--watch');
const bundled = new Set();
for (const options of Object.values(table)) {
  if (watch) {
    await (await context({ ...shared, ...options })).watch();
    continue;
  }
  const { metafile } = await build({ ...shared, ...options, metafile: true });
  if (options.write === false) continue;
  for (const input of Object.keys(metafile.inputs)) bundled.add(input);
}

if (!watch) {
  mkdirSync('dist', { recursive: true });
  writeFileSync('dist/THIRD-PARTY-NOTICES.txt', `${notices(bundled)}\n`);
}
