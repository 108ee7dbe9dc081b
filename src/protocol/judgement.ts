import * as z from 'zod/mini';
import type { ApproverRef, Requirement, Signer } from '../core/policy/approvers.ts';
import type { Judgement } from '../core/policy/judgement.ts';
import { ACTIONS, DOMAINS } from '../core/risk/domains.ts';
import { TIERS } from '../core/risk/tier.ts';
import { KINDS, type Kind } from '../core/risk/typed-request.ts';

const text = z.string();

/** A field of work. */
export const domainSchema = z.enum(DOMAINS.map(({ domain }) => domain));
/** What is done in a field of work. */
export const actionSchema = z.enum(ACTIONS);
/** How much harm it could do. */
export const tierSchema = z.enum(TIERS);
const kindSchema = z.custom<Kind>((value) => typeof value === 'string' && value in KINDS);

/** What was made of a request when it arrived. */
export const judgementSchema: z.ZodMiniType<Judgement> = z.strictObject({
  kind: kindSchema,
  sentence: text,
  tier: tierSchema,
  domains: z.array(domainSchema),
  actions: z.array(actionSchema),
  reasons: z.array(text),
  because: z.nullable(text),
});

/** One that may sign. */
export const approverRefSchema: z.ZodMiniType<ApproverRef> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('editor') }),
  z.strictObject({ kind: z.literal('any-device') }),
  z.strictObject({ kind: z.literal('device'), id: text }),
  z.strictObject({ kind: z.literal('person'), name: text }),
  z.strictObject({ kind: z.literal('role'), name: text }),
]);

/** Who has to sign, and how many of them. */
export const requirementSchema: z.ZodMiniType<Requirement> = z.strictObject({
  of: z.array(approverRefSchema),
  needs: z.union([
    z.enum(['any', 'all']),
    z.strictObject({ atLeast: z.int().check(z.positive()) }),
  ]),
});

/** Somebody who signs. */
export const signerSchema: z.ZodMiniType<Signer> = z.strictObject({
  device: z.nullable(text),
  person: z.nullable(text),
  roles: z.array(text),
});
