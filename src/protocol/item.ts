import * as z from 'zod/mini';
import type { Approver, Decision, SavedRule } from '../core/request/decision.ts';
import type { Item, NotYours, ShownItem } from '../core/request/item.ts';
import type { Request } from '../core/request/request.ts';
import { UNJUDGED } from '../core/policy/judgement.ts';
import type { RequestState, SigningProgress } from '../core/request/state.ts';
import type { OfferList, RuleChoice, RungOffer } from '../core/rules/offers.ts';
import type { Subject } from '../core/subject.ts';
import { judgementSchema, requirementSchema, signerSchema } from './judgement.ts';
import { grantChoiceSchema } from './rules.ts';
import type { JsonObject } from '../core/json.ts';

const text = z.string();
const time = z.number();
const jsonObject: z.ZodMiniType<JsonObject> = z.record(text, z.json());
const behavior = z.enum(['allow', 'deny']);
const destination = z.enum(['project', 'local', 'user']);

const choice: z.ZodMiniType<RuleChoice> = z.strictObject({ destination, rules: z.array(text) });

/** A person's decision, as a surface sends it. */
export const decisionSchema: z.ZodMiniType<Decision> = z.discriminatedUnion('behavior', [
  z.strictObject({
    behavior: z.literal('allow'),
    always: z.nullable(z.union([choice, grantChoiceSchema])),
    answers: z.nullable(z.record(text, z.union([text, z.array(text)]))),
  }),
  z.strictObject({
    behavior: z.literal('deny'),
    always: z.nullable(choice),
    message: z.nullable(text),
  }),
]);

const approver: z.ZodMiniType<Approver> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('window'), name: text }),
  z.strictObject({ kind: z.literal('device'), id: text, name: text }),
  z.strictObject({
    kind: z.literal('grant'),
    id: text,
    name: text,
    left: z.nullable(z.number()),
  }),
  z.strictObject({ kind: z.literal('leash'), name: text }),
]);

const savedRule: z.ZodMiniType<SavedRule> = z.strictObject({
  file: text,
  behavior,
  rules: z.array(text),
  undone: z.boolean(),
});

const subject: z.ZodMiniType<Subject> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('command'), command: text, description: z.nullable(text) }),
  z.strictObject({
    kind: z.literal('edit'),
    path: text,
    before: text,
    after: text,
    everywhere: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('write'), path: text, content: text }),
  z.strictObject({ kind: z.literal('read'), path: text }),
  z.strictObject({ kind: z.literal('fetch'), url: text, prompt: z.nullable(text) }),
  z.strictObject({ kind: z.literal('mcp'), server: text, tool: text }),
  z.strictObject({
    kind: z.literal('question'),
    questions: z.array(
      z.strictObject({
        question: text,
        header: z.nullable(text),
        options: z.array(z.strictObject({ label: text, description: z.nullable(text) })),
        multiSelect: z.boolean(),
      }),
    ),
  }),
  z.strictObject({ kind: z.literal('plan'), plan: text }),
  z.strictObject({ kind: z.literal('other') }),
]);

const rung: z.ZodMiniType<RungOffer> = z.strictObject({
  rung: z.enum([
    'exact',
    'action',
    'program',
    'file',
    'folder',
    'project',
    'host',
    'subdomains',
    'tool',
    'family',
    'server',
  ]),
  reach: text,
  warning: z.nullable(text),
  rules: z.strictObject({
    project: z.array(text),
    local: z.array(text),
    user: z.array(text),
  }),
});

const offerList: z.ZodMiniType<OfferList> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('some'),
    parts: z.array(z.strictObject({ part: text, rungs: z.array(rung), selected: z.number() })),
  }),
  z.strictObject({ kind: z.literal('none'), why: text }),
]);

/** A request, whole. */
export const requestSchema: z.ZodMiniType<Request> = z.strictObject({
  id: text,
  agent: z.literal('claude-code'),
  session: text,
  prompt: z.nullable(text),
  subagent: z.nullable(z.strictObject({ id: text, type: z.nullable(text) })),
  folder: text,
  cwd: text,
  transcript: z.nullable(text),
  tool: text,
  input: jsonObject,
  subject,
  rest: jsonObject,
  offers: z.strictObject({ allow: offerList, deny: offerList }),
  judgement: z._default(judgementSchema, UNJUDGED),
  requires: z._default(z.array(requirementSchema), []),
  ownPrompt: z._default(z.boolean(), true),
  purpose: z.enum(['work', 'test']),
  receivedAt: time,
  expiresAt: time,
});

const signatures = z.array(z.strictObject({ by: approver, signer: signerSchema, at: time }));

const signing: z.ZodMiniType<SigningProgress> = z.strictObject({
  signatures,
  missing: z.array(z.strictObject({ names: z.array(text), count: z.number() })),
});

const answered = {
  by: approver,
  decision: decisionSchema,
  saved: z.nullable(savedRule),
  at: time,
  signatures: z.optional(signatures),
};

/** Where a request stands. */
export const requestStateSchema: z.ZodMiniType<RequestState> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('pending'),
    claim: z.nullable(approver),
    signing: z.optional(signing),
  }),
  z.strictObject({ kind: z.literal('decided'), ...answered }),
  z.strictObject({ kind: z.literal('delivered'), ...answered, deliveredAt: time }),
  z.strictObject({
    kind: z.literal('answered-elsewhere'),
    outcome: z.enum(['allowed', 'denied', 'cancelled', 'unknown']),
    how: text,
    at: time,
  }),
  z.strictObject({ kind: z.literal('expired'), at: time }),
  z.strictObject({
    kind: z.literal('released'),
    why: z.literal('nobody-attentive'),
    at: time,
  }),
  z.strictObject({
    kind: z.literal('orphaned'),
    why: z.enum(['editor-restarted', 'agent-gone', 'answer-undelivered']),
    at: time,
    saved: z.nullable(savedRule),
    dismissed: z.boolean(),
  }),
]);

/** One row of the queue, on disk. */
export const itemSchema: z.ZodMiniType<Item> = z.strictObject({
  request: requestSchema,
  state: requestStateSchema,
});

/** Why one place can’t allow a request. */
export const notYoursSchema: z.ZodMiniType<NotYours> = z.strictObject({
  kind: z.enum(['others-sign', 'has-signed']),
  words: text,
});

/** One row on its way to a surface. */
export const shownItemSchema: z.ZodMiniType<ShownItem> = z.strictObject({
  request: requestSchema,
  state: requestStateSchema,
  notYours: z.optional(notYoursSchema),
});
