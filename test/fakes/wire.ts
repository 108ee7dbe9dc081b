import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest, type Agent } from 'node:https';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

/** An answer as it arrived, unpacked. */
export interface Arrived {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** How many bytes its body had on the way. */
  readonly size: number;
}

/** A POST as it stands; `agent` for https. */
export function post(
  url: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
  agent?: Agent,
): Promise<Arrived> {
  const length = String(Buffer.byteLength(body));
  const all = { 'content-type': 'application/json', 'content-length': length, ...headers };
  return exchange('POST', url, all, body, agent);
}

/** Any message as it stands. */
export function exchange(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | Buffer = '',
  agent?: Agent,
): Promise<Arrived> {
  return new Promise((resolve, reject) => {
    const open = url.startsWith('https:') ? httpsRequest : httpRequest;
    const message = open(url, { method, headers, ...(agent && { agent }) }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const bytes = Buffer.concat(chunks);
        const { statusCode: status = 0, headers: arrived } = response;
        const text = unpack(bytes, arrived['content-encoding']).toString('utf8');
        resolve({ status, headers: arrived, text, size: bytes.length });
      });
    });
    message.once('error', reject);
    message.end(body);
  });
}

function unpack(bytes: Buffer, coding: string | undefined): Buffer {
  if (coding === 'br') return brotliDecompressSync(bytes);
  return coding === 'gzip' ? gunzipSync(bytes) : bytes;
}
