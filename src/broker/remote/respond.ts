import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { answerStatement } from '../../core/pairing/statements.ts';
import { REMOTE_HEADERS } from '../../protocol/remote.ts';
import type { ServerIdentity } from '../devices/identity.ts';
import type { Exchange } from '../server/agent-line.ts';
import { onlyHeader } from '../server/heads.ts';
import { sha256 } from '../store/sha256.ts';
import { chooseCoding } from './codings.ts';
import type { Coding } from './shell-files.ts';

/** An answer to a call: always JSON. */
export interface JsonAnswer {
  readonly status: number;
  readonly body: string;
}

/** To whom an answer is proved: the device, and the nonce of its call. */
export interface ProvedTo {
  readonly device: string;
  readonly nonce: string;
}

/** From how many characters on packing an answer is worth its time. */
const WORTH_PACKING = 2048;

/**
 * Sends an answer, with the desk's signature for the device that asked: whoever stands between them,
 * or has taken the address over, can't make one. No proxy may keep, hold back or change it.
 */
export async function respond(
  exchange: Exchange,
  { status, body }: JsonAnswer,
  identity: ServerIdentity,
  provedTo: ProvedTo | null,
): Promise<void> {
  const { request, response } = exchange;
  const { coding, bytes } = await packAnswer(body, onlyHeader(request, 'accept-encoding'));
  if (request.socket.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
    ...(coding !== 'identity' && { 'content-encoding': coding }),
    ...(provedTo && { [REMOTE_HEADERS.proof]: proofOf(identity, provedTo, { status, body }) }),
    // What of a body was not read would be taken for the next message.
    ...(!request.complete && { connection: 'close' }),
  });
  await new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.end(bytes, resolve);
  });
}

function proofOf(identity: ServerIdentity, to: ProvedTo, { status, body }: JsonAnswer): string {
  const mark = { server: identity.id, ...to, status, bodySha256: sha256.sha256(body) };
  return identity.sign(answerStatement(mark));
}

const PACKED: ReadonlySet<Coding> = new Set(['br', 'gzip', 'identity']);
const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Quick packing: the phone's network is slow, but the person waits for the packing too. */
async function packAnswer(
  body: string,
  accepted: string | undefined,
): Promise<{ readonly coding: Coding; readonly bytes: Buffer }> {
  const plain = Buffer.from(body, 'utf8');
  const coding = body.length < WORTH_PACKING ? 'identity' : chooseCoding(accepted, PACKED);
  switch (coding) {
    case 'br': {
      const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
      return { coding, bytes: await toBrotli(plain, { params }) };
    }
    case 'gzip':
      return { coding, bytes: await toGzip(plain, { level: 4 }) };
    case 'identity':
      return { coding, bytes: plain };
  }
}
