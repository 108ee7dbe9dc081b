// Builds the extension minified and packs it into dist/countersign-<version>.vsix.
import { createVSIX } from '@vscode/vsce';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = dirname(dirname(fileURLToPath(import.meta.url)));
const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));

// Nothing of an earlier build may slip in.
rmSync(join(checkout, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, ['esbuild.mjs', '--minify'], { cwd: checkout, stdio: 'inherit' });

// vsce walks everything below the folder it packs, so it is given a copy without the large ones;
// what goes in is said in .vscodeignore alone.
const stage = join(checkout, '.cache/package');
const large = ['node_modules', '.cache', '.git'];
rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
for (const name of readdirSync(checkout)) {
  if (!large.includes(name)) cpSync(join(checkout, name), join(stage, name), { recursive: true });
}
await createVSIX({
  cwd: stage,
  packagePath: join(checkout, `dist/countersign-${version}.vsix`),
  // esbuild has bundled them.
  dependencies: false,
});
