import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of the packages that a bundle holds, as their terms ask to be passed on.
 * @param {Iterable<string>} inputs the files that went into the bundle, relative to the checkout
 * @returns {string} plain text, in the order of the packages' names
 */
export function notices(inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const inPackage = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input);
    if (inPackage) folders.add(inPackage[0]);
  }
  return [...folders].sort().map(notice).join('\n\n');
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file === undefined ? undefined : readFileSync(join(folder, file), 'utf8').trim();
  const rule = '='.repeat(80);
  return `${rule}\n${name} ${version} (${license})\n${rule}\n${text ?? `Licensed under ${license}.`}`;
}
