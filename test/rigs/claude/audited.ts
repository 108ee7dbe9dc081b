import { readFile } from 'node:fs/promises';

/** One entry of an audit log, as far as a test looks at it. */
export type AuditedEntry = Readonly<Record<string, unknown>> & { readonly kind: string };

/** The entries of an audit log, oldest first. */
export async function readAuditFile(path: string): Promise<readonly AuditedEntry[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => (JSON.parse(line) as { entry: AuditedEntry }).entry);
}
