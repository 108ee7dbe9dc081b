import { canonicalJson, type JsonObject } from '../json.ts';
import type { Hash } from '../ports.ts';
import type { Tier } from '../risk/tier.ts';
import type { AuditEntry } from './entry.ts';

/** A call that the leash let by without asking anybody. */
export interface LetBy {
  readonly session: string;
  readonly tool: string;
  readonly input: JsonObject;
  readonly tier: Tier;
  /** What of the leash it was, as a person knows it. */
  readonly by: string;
}

/** What goes on record of a call that was let by. */
export function entryOfLetBy(hash: Hash, { session, tool, input, tier, by }: LetBy): AuditEntry {
  const inputSha256 = hash.sha256(canonicalJson(input));
  return { kind: 'let-by', session, tool, tier, inputSha256, by };
}
