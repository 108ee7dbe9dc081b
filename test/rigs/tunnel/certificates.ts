import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process.ts';

/** A throw-away authority and a server certificate of it; browsers refuse one that is both. */
export interface Certificates {
  /** PEM text: what a client is to trust. */
  readonly ca: string;
  readonly caFile: string;
  readonly certFile: string;
  readonly keyFile: string;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Makes certificates for these names and 127.0.0.1, good for two days, with the openssl program. */
export async function makeCertificates(
  folder: string,
  names: readonly string[],
): Promise<Certificates> {
  const at = (name: string): string => join(folder, name);
  writeFileSync(
    at('leaf.ext'),
    [
      `subjectAltName=${[...names.map((name) => `DNS:${name}`), 'IP:127.0.0.1'].join(',')}`,
      'extendedKeyUsage=serverAuth',
      'keyUsage=digitalSignature',
      'basicConstraints=critical,CA:FALSE',
    ].join('\n'),
  );
  await run('openssl', [
    ...['req', '-x509', ...KEY, '-days', '2', '-subj', '/CN=Countersign test authority'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
    ...['-keyout', at('ca.key'), '-out', at('ca.pem')],
  ]);
  await run('openssl', [
    ...['req', ...KEY, '-subj', `/CN=${names[0] ?? 'localhost'}`],
    ...['-keyout', at('leaf.key'), '-out', at('leaf.csr')],
  ]);
  await run('openssl', [
    ...['x509', '-req', '-in', at('leaf.csr'), '-days', '2', '-extfile', at('leaf.ext')],
    ...['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-out', at('leaf.pem')],
  ]);
  return {
    ca: readFileSync(at('ca.pem'), 'utf8'),
    caFile: at('ca.pem'),
    certFile: at('leaf.pem'),
    keyFile: at('leaf.key'),
  };
}
