// `npm run -s explain`: which rule decides about tool calls. Only its answer is on stdout.
// Try `npm run -s explain -- --help`.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkout, installPackages, requireNode } from './setup.mjs';

requireNode();
try {
  installPackages();
} catch {
  console.error('The packages could not be installed: npm says why above. Try again.');
  process.exit(1);
}

// npm runs this in the checkout; the folder that is meant is the one where npm was called.
if (process.env.npm_lifecycle_event === 'explain') process.chdir(process.env.INIT_CWD ?? '.');

// A file for each run, so that two at once don't read each other's halves.
const bundle = join(checkout, `.cache/explain-${process.pid}.mjs`);
mkdirSync(join(checkout, '.cache'), { recursive: true });
const { build } = await import('esbuild');
await build({
  entryPoints: [join(checkout, 'src/explain.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  mainFields: ['module', 'main'],
  logLevel: 'warning',
});
try {
  await import(pathToFileURL(bundle).href);
} finally {
  rmSync(bundle, { force: true });
}
