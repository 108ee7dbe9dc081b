import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  webmanifest: 'application/manifest+json',
  png: 'image/png',
  svg: 'image/svg+xml',
};

/** As the listener's own: what it serves runs under this. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; manifest-src 'self'; worker-src 'self'; connect-src 'self' http: ws:; require-trusted-types-for 'script'; trusted-types lit-html countersign-worker; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Serves a file of the built page. */
export async function serveFile(response: ServerResponse, path: string): Promise<void> {
  const name = path === '/' ? 'index.html' : path.slice(1);
  const content = /^[\w.-]+$/.test(name)
    ? await readFile(join('dist/remote', name)).catch(() => null)
    : null;
  response.writeHead(content === null ? 404 : 200, {
    'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain',
    'content-security-policy': POLICY,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  response.end(content);
}
