import { EMPTY_STYLE } from '../../protocol/empty-style.ts';
import { isLoopbackHost } from './addresses.ts';

/**
 * The policies that may make trusted values on the page (Trusted Types): those of the two libraries
 * that draw it, and ours for the address of the worker.
 */
const PAGE_POLICIES = ['lit-html', 'fast-html', 'countersign-worker'] as const;

/**
 * The remote page's content security policy (CSP level 3): its own files and nothing else. It may
 * call any https address, since the desk may have moved to another one; whatever answers there has
 * to prove that it is the desk.
 * @param host the Host of the message it answers.
 */
export function pagePolicy(host: string, port: number): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' ${EMPTY_STYLE}`,
    `img-src 'self'`,
    `manifest-src 'self'`,
    `worker-src 'self'`,
    `connect-src 'self' https: wss:${isLoopbackHost(host, port) ? onThisMachine(port) : ''}`,
    `require-trusted-types-for 'script'`,
    `trusted-types ${PAGE_POLICIES.join(' ')}`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

/** For a page opened on this machine: not every browser takes 'self' to cover its WebSocket. */
function onThisMachine(port: number): string {
  return ['127.0.0.1', 'localhost']
    .map((name) => ` http://${name}:${port} ws://${name}:${port}`)
    .join('');
}
