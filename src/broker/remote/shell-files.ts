import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The page's files: under which path, from which file, as what. No path is made of what is asked. */
export const SHELL_FILES = [
  { path: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { path: '/main.js', file: 'main.js', type: 'text/javascript; charset=utf-8' },
  { path: '/worker.js', file: 'worker.js', type: 'text/javascript; charset=utf-8' },
  { path: '/remote.css', file: 'remote.css', type: 'text/css; charset=utf-8' },
  {
    path: '/manifest.webmanifest',
    file: 'manifest.webmanifest',
    type: 'application/manifest+json; charset=utf-8',
  },
  { path: '/icon.svg', file: 'icon.svg', type: 'image/svg+xml' },
  { path: '/icon-192.png', file: 'icon-192.png', type: 'image/png' },
  { path: '/icon-512.png', file: 'icon-512.png', type: 'image/png' },
  { path: '/icon-maskable-512.png', file: 'icon-maskable-512.png', type: 'image/png' },
  { path: '/badge.png', file: 'badge.png', type: 'image/png' },
  { path: '/apple-touch-icon.png', file: 'apple-touch-icon.png', type: 'image/png' },
] as const;

/** How a file is packed for its way (RFC 9110 §8.4.1). */
export type Coding = 'br' | 'gzip' | 'identity';

/** One file of the page, ready to be sent. */
export interface ShellFile {
  readonly type: string;
  /** The SHA-256 of its content, in hexadecimal digits. */
  readonly digest: string;
  /** Only where it is smaller than the content itself, which is always there. */
  readonly packed: ReadonlyMap<Coding, Buffer>;
}

/** The page's files by path. */
export type Shell = ReadonlyMap<string, ShellFile>;

/** The page, or the first of its files that can't be read. */
export type ShellLoaded =
  | { readonly kind: 'loaded'; readonly shell: Shell }
  | { readonly kind: 'missing'; readonly file: string; readonly why: string };

/** Reads the page's files into memory and packs each once. */
export async function loadShell(folder: string): Promise<ShellLoaded> {
  const shell = new Map<string, ShellFile>();
  for (const { path, file, type } of SHELL_FILES) {
    try {
      shell.set(path, await pack(await readFile(join(folder, file)), type));
    } catch (cause) {
      return { kind: 'missing', file, why: String(cause) };
    }
  }
  return { kind: 'loaded', shell };
}

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

async function pack(content: Buffer, type: string): Promise<ShellFile> {
  const packed = new Map<Coding, Buffer>([['identity', content]]);
  if (type !== 'image/png') {
    const [br, gz] = await Promise.all([
      toBrotli(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
      toGzip(content, { level: 9 }),
    ]);
    if (br.length < content.length) packed.set('br', br);
    if (gz.length < content.length) packed.set('gzip', gz);
  }
  return { type, digest: createHash('sha256').update(content).digest('hex'), packed };
}
