import type { ServerResponse } from 'node:http';
import { REMOTE_HEADERS } from '../../protocol/remote.ts';

const { proof, ...ofCalls } = REMOTE_HEADERS;
const ALLOWED = ['content-type', ...Object.values(ofCalls)].join(', ');

/**
 * Lets the page of an address that led here before read the answer (Fetch §3.2). Only such a page:
 * never any page, and never with credentials, of which there are none.
 */
export function letRead(response: ServerResponse, origin: string): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', proof);
  response.setHeader('vary', 'origin');
}

/** Answers a browser that asks whether such a page may make a call. */
export function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': ALLOWED,
    'access-control-max-age': '600',
  });
  response.end();
}
