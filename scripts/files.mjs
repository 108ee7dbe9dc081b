import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files below some folders whose names end in a given way, in a stable order.
 * @param {string[]} folders relative to the working directory
 * @param {string} ending such as ".ts"
 * @returns {string[]}
 */
export function globSync(folders, ending) {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    )
    .filter((name) => name.endsWith(ending))
    .sort();
}
