import * as z from 'zod/mini';
import type { Grant, GrantChoice } from '../core/grants/grant.ts';
import type { RuleDraft, RulePreview } from '../core/rules/preview.ts';
import type { ReleaseOffer } from '../core/rules/rules-view.ts';

const text = z.string();
const texts = z.array(text);
const behavior = z.enum(['allow', 'deny']);

/** Rules that are being chosen or written, on their way to be looked at. */
export const ruleDraftSchema: z.ZodMiniType<RuleDraft> = z.strictObject({
  behavior,
  to: z.enum(['project', 'local', 'user', 'grant']),
  rules: texts,
});

const problem = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.enum([
    'malformed',
    'dead',
    'several-lines',
    'hidden-characters',
    'looks-secret',
    'wildcard-unmeant',
    'not-this-call',
    'runs-anything',
  ]),
  message: text,
});

const note = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('already-there'), file: text }),
  z.strictObject({ kind: z.literal('covered'), by: text, file: text }),
  z.strictObject({
    kind: z.literal('shadowed'),
    by: text,
    file: text,
    behavior: z.enum(['ask', 'deny']),
  }),
]);

/** What saving some rules would do. */
export const rulePreviewSchema: z.ZodMiniType<RulePreview> = z.strictObject({
  file: z.nullable(text),
  rules: z.array(z.strictObject({ text, problems: z.array(problem), notes: z.array(note) })),
  canSave: z.boolean(),
  thisCall: z.strictObject({ outcome: z.enum(['allow', 'ask', 'deny']), because: text }),
  alsoMatched: z.strictObject({ count: z.number(), of: z.number(), examples: texts }),
  alsoWaiting: z.number(),
  takesEffect: z.enum(['now', 'when-trusted']),
});

/** Waiting requests that a saved rule settles. */
export const releaseOfferSchema: z.ZodMiniType<ReleaseOffer> = z.strictObject({
  behavior,
  rules: texts,
  ids: texts,
});

/** How long a person lets rules hold, and which. */
export const grantChoiceSchema: z.ZodMiniType<GrantChoice> = z.strictObject({
  term: z.enum(['session', 'hour', 'five-times']),
  rules: texts,
});

/** A rule of ours with an end, on disk and on its way to a surface. */
export const grantSchema: z.ZodMiniType<Grant> = z.strictObject({
  id: text,
  rules: texts,
  folder: text,
  limit: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('session'), session: text }),
    z.strictObject({ kind: z.literal('until'), at: z.number() }),
    z.strictObject({ kind: z.literal('times'), left: z.number() }),
  ]),
  by: text,
  givenAt: z.number(),
  used: z.number(),
});
