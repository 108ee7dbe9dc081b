// Builds the extension minified and packs it into dist/countersign-<version>.vsix.
import { createVSIX } from '@vscode/vsce';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));

// Nothing of an earlier build may slip in.
rmSync(join(checkout, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, ['esbuild.mjs', '--minify'], { cwd: checkout, stdio: 'inherit' });
await createVSIX({
  cwd: checkout,
  packagePath: join(checkout, `dist/countersign-${version}.vsix`),
  // esbuild has bundled them.
  dependencies: false,
});
