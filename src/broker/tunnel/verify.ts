import { randomBytes } from 'node:crypto';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { REMOTE_PATHS, reachAnswerSchema } from '../../protocol/remote.ts';
import { errnoOf } from '../settings/file/errno.ts';
import { isLoopback } from './address/loopback.ts';

/** Which address is to be proved, and how. */
export interface Verification {
  /** As `normalAddress` gives it. */
  readonly origin: string;
  /** What the remote page's listener of this run answers to a challenge (64 hexadecimal digits). */
  proofFor(challenge: string): string;
  /** PEM certificates to trust instead of the usual ones; for tests. */
  readonly ca?: string;
  /** How long all of it may take, in milliseconds; 10 seconds if left out. */
  readonly within?: number;
  /** Ends it early, as not reached. */
  readonly signal?: AbortSignal;
}

/** Whether an address leads to our own listener; else what stands in the way, and what to do. */
export type Reach =
  | { readonly kind: 'reached' }
  | { readonly kind: 'failed'; readonly code: ReachFailure; readonly message: string };

/** Why an address does not lead to our listener. */
export type ReachFailure =
  | 'not-https'
  | 'not-reached'
  | 'tls'
  /** A page of the tunnel, to warn or to sign in, answers in place of what lies behind. */
  | 'warning-page'
  | 'another-program';

const WITHIN = 10_000;
/** The largest answer that is read, in bytes; a proof needs about 80. */
const LARGEST = 4096;

/**
 * Proves end to end that an address leads to the listener of this run: a fresh challenge is sent
 * through it, and the answer must be this run's proof. Redirects are not followed, and certificates
 * are always checked, whatever the environment or the editor's settings say.
 */
export async function verifyAddress(verification: Verification): Promise<Reach> {
  const { protocol, hostname } = new URL(verification.origin);
  if (protocol !== 'https:' && !isLoopback(hostname)) {
    return failed('not-https', 'The address has to begin with https://.');
  }
  const challenge = randomBytes(32).toString('hex');
  try {
    const answer = await post(verification, JSON.stringify({ challenge }));
    return judge(answer, verification.proofFor(challenge));
  } catch (error) {
    return unreached(error, hostname);
  }
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Null where it is larger than a proof can be. */
  readonly body: string | null;
}

function post(
  { origin, ca, within = WITHIN, signal }: Verification,
  body: string,
): Promise<Answer> {
  const url = new URL(REMOTE_PATHS.reach, origin);
  const limit = AbortSignal.timeout(within);
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const sent = request(url, {
      method: 'POST',
      // No connection is left from an earlier check: the way has to be open now.
      agent: false,
      rejectUnauthorized: true,
      ...(ca === undefined ? {} : { ca }),
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
      headers: {
        accept: '*/*',
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'countersign',
        // What the pages of ngrok and of dev tunnels take for "no person is looking".
        'ngrok-skip-browser-warning': '1',
        'x-tunnel-skip-antiphishing-page': '1',
      },
    });
    sent.once('error', reject);
    sent.once('response', (response) => {
      readBody(response).then((text) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        sent.destroy();
      }, reject);
    });
    sent.end(body);
  });
}

async function readBody(response: IncomingMessage): Promise<string | null> {
  let body = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    body += String(chunk);
    if (body.length > LARGEST) return null;
  }
  return body;
}

function judge({ status, headers, body }: Answer, proof: string): Reach {
  if (status === 200 && body !== null && proofIn(body) === proof) return { kind: 'reached' };
  if (status >= 300 && status < 400) {
    return failed(
      'warning-page',
      'The address sends visitors elsewhere, probably to sign in. Make it public (for a port that VS Code forwards: Port Visibility, Public); Countersign has its own locks.',
    );
  }
  const isPage = /^text\/html\b/i.test(headers['content-type'] ?? '');
  if (BROKEN_BEHIND.has(status) || headers['ngrok-error-code'] !== undefined) {
    return failed(
      'not-reached',
      `The tunnel answers, but reaches nothing behind it (HTTP ${status}). Check that it leads to the port of the remote page on 127.0.0.1.`,
    );
  }
  if (isPage && (status === 200 || status === 401 || status === 403 || status === 511)) {
    return failed(
      'warning-page',
      'A page of the tunnel stands before ours and asks for a person. Open the address once in a browser to see what it wants, or make the tunnel public.',
    );
  }
  return failed(
    'another-program',
    `Another program answers at this address (HTTP ${status}). Check that it leads to this machine and to the port of the remote page, and that no other window holds it.`,
  );
}

/** What a proxy says of what it can't reach: bad gateway and its like, and Cloudflare's 52x and 530. */
const BROKEN_BEHIND: ReadonlySet<number> = new Set([
  502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 530,
]);

function proofIn(body: string): string | null {
  try {
    const answer = reachAnswerSchema.safeParse(JSON.parse(body));
    return answer.success ? answer.data.proof : null;
  } catch {
    // No JSON is no proof; what to say of it depends on what else came.
    return null;
  }
}

function unreached(error: unknown, hostname: string): Reach {
  const code = errnoOf(error);
  if (TLS_FAULT.test(code)) {
    return failed(
      'tls',
      `The certificate of ${hostname} is not one that a phone would trust (${code}). Renew it, or let the tunnel make one.`,
    );
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return failed(
      'not-reached',
      `The name ${hostname} is not known (yet). Check the address and the network.`,
    );
  }
  // Node's own error for a signal that came; a verification that was ended early is not told.
  const reason = code === 'ABORT_ERR' ? 'no answer in time' : code;
  return failed(
    'not-reached',
    `${hostname} can’t be reached (${reason === '' ? 'cut off' : reason}). Check that the tunnel runs, and the network.`,
  );
}

/** The codes of Node's TLS and of OpenSSL's certificate checks (Node.js documentation, "tls"). */
const TLS_FAULT =
  /^(?:ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME_MISMATCH|ERROR_IN_CERT|CRL_)/;

function failed(code: ReachFailure, message: string): Reach {
  return { kind: 'failed', code, message };
}
