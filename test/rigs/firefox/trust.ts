import type { Firefox } from './firefox.ts';

declare const Cc: Readonly<Record<string, { getService(type: unknown): CertificateStore }>>;
declare const Ci: { readonly nsIX509CertDB: unknown };
interface CertificateStore {
  addCertFromBase64(der: string, trust: string): void;
}

/** Lets a Firefox trust an authority's certificate (PEM) for web sites. */
export async function trustAuthority({ privileged }: Firefox, ca: string): Promise<void> {
  const der = ca.replace(/-----[^-]+-----|\s/g, '');
  await privileged((base64) => {
    const store = Cc['@mozilla.org/security/x509certdb;1']!.getService(Ci.nsIX509CertDB);
    store.addCertFromBase64(base64, 'C,,');
  }, der);
}
