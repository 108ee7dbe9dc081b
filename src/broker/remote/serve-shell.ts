import type { Exchange } from '../server/agent-line.ts';
import { onlyHeader } from '../server/heads.ts';
import { chooseCoding } from './codings.ts';
import { pagePolicy } from './page-policy.ts';
import type { ShellFile } from './shell-files.ts';

/**
 * Sends one file of the page. The browser asks each time whether it has changed, so that a new
 * version of the product never runs with half of an old page.
 */
export function serveShell({ request, response }: Exchange, file: ShellFile, port: number): void {
  const coding = chooseCoding(onlyHeader(request, 'accept-encoding'), new Set(file.packed.keys()));
  const body = file.packed.get(coding) ?? Buffer.alloc(0);
  const tag = `"${file.digest}-${coding}"`;
  const headers = {
    ...PAGE_HEADERS,
    'content-security-policy': pagePolicy(onlyHeader(request, 'host') ?? '', port),
    etag: tag,
  };
  if (hasTag(onlyHeader(request, 'if-none-match'), tag)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': file.type,
    'content-length': body.length,
    ...(coding !== 'identity' && { 'content-encoding': coding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const PAGE_HEADERS = {
  'cache-control': 'no-cache',
  vary: 'accept-encoding',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** A proxy that packs anew marks our tag as weak (`W/`); the content is the same (RFC 9110 §13.1.2). */
function hasTag(given: string | undefined, tag: string): boolean {
  return (given ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
}
