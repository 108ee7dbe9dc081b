import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import { openTestBook, type TestBook } from './test-book.ts';

/** Loads all test files anew, with fresh copies of every module of the project. */
export type LoadTests = () => TestBook;

/**
 * Bundles test files with all of the project that they import, so that loading them anew is a call of
 * one function. Packages stay outside and are loaded once.
 * @param root absolute: the project, or a copy of it
 * @param folders relative to it: where the test files are
 * @throws what esbuild throws when something can't be bundled
 */
export async function bundleTests(root: string, folders: readonly string[]): Promise<LoadTests> {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join(folder, name)),
  );
  const packages = new Set<string>();
  const { outputFiles } = await build({
    stdin: {
      contents: files.map((file) => `import ${JSON.stringify(`./${file}`)};`).join('\n'),
      resolveDir: root,
    },
    ...({ bundle: true, platform: 'node', format: 'cjs', target: 'node20' } as const),
    ...({ write: false, logLevel: 'silent', absWorkingDir: root } as const),
    plugins: [
      packagesOutside(packages),
      filesKnowTheirName(new Set(files.map((file) => join(root, file)))),
    ],
  });
  const code = outputFiles[0]?.text ?? '';
  const script = new Script(`(function (require, openFile) {${code}\n})`, {
    filename: join(root, 'tests.cjs'),
  });
  const loaded = await loadPackages(root, packages);
  return () => {
    const book = openTestBook();
    const require = (name: string): unknown => (name === 'vitest' ? book.vitest : loaded.get(name));
    const load = script.runInThisContext() as (
      require: (name: string) => unknown,
      openFile: TestBook['openFile'],
    ) => void;
    load(require, book.openFile);
    return book;
  };
}

/** Leaves whatever isn’t named by a path outside of the bundle, and notes its name. */
function packagesOutside(names: Set<string>): Plugin {
  return {
    name: 'packages-outside',
    setup(build) {
      build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (kind === 'entry-point') return undefined;
        names.add(path);
        return { path, external: true };
      });
    },
  };
}

/** Gives each file its own `import.meta.url`, and lets a test file say that it begins. */
function filesKnowTheirName(tests: ReadonlySet<string>): Plugin {
  return {
    name: 'files-know-their-name',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8').replaceAll(
          'import.meta.url',
          JSON.stringify(pathToFileURL(path).href),
        );
        const opening = tests.has(path) ? `openFile(${JSON.stringify(path)});` : '';
        return { contents: `${opening}${text}`, loader: 'ts' };
      });
    },
  };
}

async function loadPackages(
  root: string,
  names: ReadonlySet<string>,
): Promise<ReadonlyMap<string, unknown>> {
  const require = createRequire(join(root, 'package.json'));
  const loaded = new Map<string, unknown>();
  for (const name of names) {
    if (name === 'vitest') continue;
    loaded.set(name, await loadPackage(require, name));
  }
  return loaded;
}

/** A package as CommonJS where it can be had so, since its default export is what a bundle expects. */
async function loadPackage(require: NodeJS.Require, name: string): Promise<unknown> {
  try {
    return require(name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code !== 'ERR_REQUIRE_ESM' && error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED')
      throw error;
    return (await import(name)) as unknown;
  }
}
