// Writes media/judgement.schema.json anew, from the code: `npm run tables`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { leashDocumentSchema } from '../src/protocol/leash-record.ts';

/** By which the editor completes and checks the person's document. */
export const SCHEMA_FILE = join(import.meta.dirname, '../media/judgement.schema.json');

/** What the schema file must hold. */
export function schemaText(): string {
  const schema = z.toJSONSchema(leashDocumentSchema, { target: 'draft-7', io: 'input' });
  return `${JSON.stringify({ title: 'Judgement of Countersign', ...schema }, null, 2)}\n`;
}

/** What it holds now. */
export function schemaOnDisk(): string {
  return readFileSync(SCHEMA_FILE, 'utf8');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  writeFileSync(SCHEMA_FILE, schemaText());
}
