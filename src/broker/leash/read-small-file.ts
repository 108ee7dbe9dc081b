import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { systemCode } from '../store/store-error.ts';

/** A small file of text, whole, or why not. */
export type SmallFile =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** @property why follows the name of the file, and says what to do */
  | { readonly kind: 'problem'; readonly why: string };

/** More than anybody writes by hand, in bytes. */
const LARGEST = 256 * 1024;

/**
 * Reads a file that others may have written: whatever it is, it holds nothing up and is no larger
 * than it may be. Links are followed. It never throws.
 */
export function readSmallFile(path: string): SmallFile {
  let file: number;
  try {
    // A pipe must not wait for its writer.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    return unopened(path, systemCode(cause));
  }
  try {
    const found = fstatSync(file);
    if (found.isDirectory()) return problem('is a folder, not a file. Move it away.');
    if (!found.isFile()) return problem('is not an ordinary file. Move it away.');
    const bytes = Buffer.alloc(LARGEST + 1);
    const size = readWhole(file, bytes);
    if (size > LARGEST) return problem('is larger than 256 KB. Make it smaller.');
    return decoded(bytes.subarray(0, size));
  } catch (cause) {
    return unread(systemCode(cause));
  } finally {
    closeSync(file);
  }
}

function readWhole(file: number, into: Buffer): number {
  let size = 0;
  for (;;) {
    const read = readSync(file, into, size, into.length - size, null);
    size += read;
    if (read === 0 || size === into.length) return size;
  }
}

function decoded(bytes: Buffer): SmallFile {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return problem('is not UTF-8 text. Save it as UTF-8.');
  }
}

function unopened(path: string, code: string): SmallFile {
  // Where a folder above is none, there is no such file.
  if (code === 'ENOTDIR') return { kind: 'missing' };
  if (code !== 'ENOENT') return unread(code);
  // A link to nowhere was meant to lead somewhere; to read past it would be to loosen.
  return isThere(path)
    ? problem('is a link to a file that isn’t there. Mend or remove the link.')
    : { kind: 'missing' };
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // What can’t be looked at is not known to be missing.
    return true;
  }
}

function unread(code: string): SmallFile {
  switch (code) {
    case 'ELOOP':
      return problem('is a link that leads in a circle. Mend or remove the link.');
    case 'EACCES':
    case 'EPERM':
      return problem('may not be read by you. Give yourself the right to.');
    case 'EISDIR':
      return problem('is a folder, not a file. Move it away.');
    default:
      return problem(`can’t be read${code === '' ? '' : ` (${code})`}. Look at the file.`);
  }
}

function problem(why: string): SmallFile {
  return { kind: 'problem', why };
}
