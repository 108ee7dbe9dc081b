import https from 'node:https';
import { systemCode } from '../store/store-error.ts';

/** How long a push service may take to answer, in milliseconds. */
const ANSWER_WITHIN = 10_000;

/** The most that is read of what a push service says of itself, in characters. */
const LONGEST_TEXT = 2_048;

/** The answer of a push service, or why none came. */
export type Posted =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly retryAfter: string | undefined;
      /** The beginning of what it says. */
      readonly text: string;
    }
  | {
      readonly kind: 'failed';
      readonly cause: string;
      /** Whether all of it had left this computer, so that it may have arrived. */
      readonly sent: boolean;
    };

/**
 * Posts a body over TLS. Never rejects. `web-push` makes the request and its headers, and is not the
 * one that sends: it has no end for a service that answers slowly, or with too much.
 * @param agent the way there; undefined for the plain one
 */
export function post(
  endpoint: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  agent: https.Agent | undefined,
): Promise<Posted> {
  return new Promise((resolve) => {
    let sent = false;
    const signal = AbortSignal.timeout(ANSWER_WITHIN);
    const request = https.request(endpoint, { method: 'POST', headers, agent, signal });
    request.on('finish', () => (sent = true));
    request.on('error', (cause) =>
      resolve({ kind: 'failed', cause: systemCode(cause) || cause.name, sent }),
    );
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk.slice(0, LONGEST_TEXT - text.length);
        if (text.length >= LONGEST_TEXT) response.destroy();
      });
      // The status tells what became of the push, whether the rest of the answer comes or not.
      const { statusCode = 0, headers: said } = response;
      response.on('error', () => undefined);
      response.on('close', () =>
        resolve({ kind: 'answered', status: statusCode, retryAfter: said['retry-after'], text }),
      );
    });
    request.end(body);
  });
}
