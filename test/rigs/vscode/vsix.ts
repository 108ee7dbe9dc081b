import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../process.ts';

/** The id of our extension, as webviews and hosts name it. */
export const EXTENSION = 'countersign.countersign';

/**
 * The packed extension under test.
 * @returns the absolute path of the file that `npm run package` made
 * @throws when it isn't there
 */
export function ourVsix(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  const { version } = manifest as { readonly version: string };
  const path = join(checkout, `dist/countersign-${version}.vsix`);
  if (!existsSync(path)) throw new Error(`${path} is missing: run "npm run package" first`);
  return path;
}
