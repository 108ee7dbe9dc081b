import { createHash, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../process.ts';

/** A server's certificate by an authority made for it alone. All are PEM. */
export interface Certificate {
  /** What a client is to trust. */
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/**
 * Makes a throwaway authority and one server certificate with openssl. They are two, for Firefox
 * refuses a certificate that is authority and server at once (measured).
 * @param names host names and IP addresses the server answers to
 * @throws when openssl is missing or fails
 */
export async function makeCertificate(names: readonly string[]): Promise<Certificate> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-certificate-'));
  const request = (name: string, args: readonly string[]) =>
    run(
      'openssl',
      [
        ...['req', '-x509', '-config', 'config', '-extensions', name, '-days', '30', ...curve],
        ...['-keyout', `${name}.key`, '-out', `${name}.pem`, ...args],
      ],
      { cwd: folder },
    );
  try {
    await writeFile(join(folder, 'config'), config(names));
    // Named apart: a browser's profile may know an authority of another run.
    await request('authority', ['-subj', `/CN=Throwaway authority ${Date.now()}`]);
    const signer = ['-CA', 'authority.pem', '-CAkey', 'authority.key'];
    await request('server', ['-subj', `/CN=${names[0] ?? 'server'}`, ...signer]);
    const [ca, cert, key] = await Promise.all(
      ['authority.pem', 'server.pem', 'server.key'].map((file) =>
        readFile(join(folder, file), 'utf8'),
      ),
    );
    return { ca: ca!, cert: cert!, key: key! };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function config(names: readonly string[]): string {
  const alternatives = names.map((name) => `${isIP(name) === 0 ? 'DNS' : 'IP'}:${name}`);
  return `[req]
distinguished_name = none
[none]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = ${alternatives.join(', ')}
`;
}

/** The name by which Chromium knows a certificate's key: base64 of SHA-256 over its SPKI. */
export function keyFingerprint(cert: string): string {
  const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}
