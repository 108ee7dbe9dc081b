import * as z from 'zod/mini';
import { connectionStatusSchema, deskStatusSchema, proposalSchema } from './desk.ts';
import { decisionSchema, shownItemSchema } from './item.ts';
import { leashViewSchema, modeNameSchema } from './leash.ts';
import { grantSchema, releaseOfferSchema, ruleDraftSchema, rulePreviewSchema } from './rules.ts';

const id = z.string();

/** What the panel tells its host. Every message that asks for something is answered by an `outcome`. */
export const toHostSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('decide'), id, decision: decisionSchema }),
  /** Makes a rule of an orphaned request. */
  z.strictObject({ kind: z.literal('save-rule'), id, decision: decisionSchema }),
  z.strictObject({ kind: z.literal('dismiss'), id }),
  z.strictObject({ kind: z.literal('undo-rule'), id }),
  /** Asks what rules that are being chosen or written would do; answered by a `preview`. */
  z.strictObject({ kind: z.literal('preview'), id, serial: z.number(), draft: ruleDraftSchema }),
  /** Answers the requests of the release offer as it was shown. */
  z.strictObject({ kind: z.literal('release'), shown: releaseOfferSchema }),
  z.strictObject({ kind: z.literal('drop-release') }),
  z.strictObject({ kind: z.literal('revoke-grant'), grant: z.string() }),
  z.strictObject({ kind: z.literal('show-rules') }),
  /** Opens the whole input in an editor of its own. */
  z.strictObject({ kind: z.literal('open-input'), id }),
  z.strictObject({ kind: z.literal('connect') }),
  z.strictObject({ kind: z.literal('disconnect') }),
  z.strictObject({ kind: z.literal('apply-proposal') }),
  z.strictObject({ kind: z.literal('drop-proposal') }),
  z.strictObject({ kind: z.literal('mend'), finding: z.string() }),
  z.strictObject({ kind: z.literal('check-again') }),
  z.strictObject({ kind: z.literal('take-over') }),
  z.strictObject({ kind: z.literal('use-port'), port: z.number() }),
  z.strictObject({ kind: z.literal('send-test') }),
  z.strictObject({ kind: z.literal('set-away'), on: z.boolean() }),
  /** Opens the choice of the leash: where it is for, mode, profile. */
  z.strictObject({ kind: z.literal('choose-leash') }),
  /** Answers the question that connecting asks: the machine’s mode. */
  z.strictObject({ kind: z.literal('set-mode'), mode: modeNameSchema }),
  /** The kill switch. */
  z.strictObject({ kind: z.literal('set-stopped'), on: z.boolean() }),
  /** Pauses one session, or lets it go on. */
  z.strictObject({ kind: z.literal('set-paused'), session: z.string(), on: z.boolean() }),
]);
/** A message from the panel to its host. */
export type ToHost = z.infer<typeof toHostSchema>;

/** What became of an action. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done'), note: z.nullable(z.string()) }),
  z.strictObject({
    kind: z.literal('refused'),
    code: z.enum([
      'unknown-request',
      'already-answered',
      'rule-not-offered',
      'rule-not-saved',
      'nobody-waits',
      'answer-does-not-fit',
      'not-recorded',
      'not-reached',
      'not-the-desk',
      'not-an-approver',
      'leash-not-kept',
      'leash-not-valid',
      'settings-left-alone',
      'test-failed',
      'bad-signature',
      'other-address',
      'request-changed',
      'nonce-used',
      'decision-expired',
      'pairing-closed',
      'wrong-digits',
      'unknown-device',
      'device-not-kept',
    ]),
    message: z.string(),
  }),
]);

/** Everything the panel shows, whole: no message is a delta. */
export const panelSnapshotSchema = z.strictObject({
  revision: z.number(),
  /** The host's clock, for ages; milliseconds since 1970. */
  now: z.number(),
  items: z.array(shownItemSchema),
  desk: deskStatusSchema,
  connection: connectionStatusSchema,
  proposal: z.nullable(proposalSchema),
  grants: z.array(grantSchema),
  release: z.nullable(releaseOfferSchema),
  /** The first folder of the panel’s window; null where it has none. */
  folder: z.nullable(z.string()),
  /** How long the agents’ leash is; null where another window has the desk. */
  leash: z.nullable(leashViewSchema),
  /** After how many denials of a tool in a session a card offers more; 0 for never. */
  denialLimit: z.number(),
  /** Whether requests go to the person's devices; null where none is paired. */
  away: z.nullable(
    z.strictObject({
      on: z.boolean(),
      /** Their names. */
      devices: z.array(z.string()),
      /** What keeps a request from reaching them ("Pixel did not confirm"); null where nothing does. */
      problem: z.nullable(z.string()),
    }),
  ),
});
/** Everything the panel shows. */
export type PanelSnapshot = z.infer<typeof panelSnapshotSchema>;

/** What the host tells the panel. */
export const toPanelSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('snapshot'), snapshot: panelSnapshotSchema }),
  /** What became of an action on a request (by its id), or of another action (null). */
  z.strictObject({ kind: z.literal('outcome'), id: z.nullable(id), outcome: outcomeSchema }),
  /** What the rules of the draft with that serial would do; null where the request is gone. */
  z.strictObject({
    kind: z.literal('preview'),
    id,
    serial: z.number(),
    preview: z.nullable(rulePreviewSchema),
  }),
  /** Brings a request's card into view and gives it the focus. */
  z.strictObject({ kind: z.literal('focus'), id }),
]);
/** A message from the host to the panel. */
export type ToPanel = z.infer<typeof toPanelSchema>;
