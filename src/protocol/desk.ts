import * as z from 'zod/mini';

/** Who runs the desk: the one place on this machine where requests arrive. */
export const deskStatusSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('starting') }),
  /** This window runs it. */
  z.strictObject({ kind: z.literal('here'), port: z.number() }),
  /** Another window runs it; it can be asked to hand over. */
  z.strictObject({
    kind: z.literal('elsewhere'),
    port: z.number(),
    window: z.string(),
    /** How many requests wait there. */
    waiting: z.number(),
  }),
  /** A program that is not ours listens on the port. */
  z.strictObject({ kind: z.literal('port-taken'), port: z.number(), suggested: z.number() }),
  z.strictObject({ kind: z.literal('failed'), message: z.string() }),
]);
/** Who runs the desk, as this window sees it. */
export type DeskStatus = z.infer<typeof deskStatusSchema>;

/** Something that stands between Claude Code and the card, or that the person should know. */
export const findingSchema = z.strictObject({
  id: z.enum([
    'hook-missing',
    'hook-port-differs',
    'hook-token-differs',
    'hook-timeout-short',
    'hook-pre-tool-missing',
    'hook-pre-tool-left',
    'hook-on-failure-differs',
    'hook-entry-unknown-shape',
    'event-not-understood',
    'storage-trouble',
    'settings-unreadable',
    'hooks-disabled',
    'url-not-allowed',
    'managed-hooks-only',
    'proxy-in-the-way',
    'mode-asks-little',
  ]),
  severity: z.enum(['error', 'warning', 'info']),
  title: z.string(),
  /** What it means and what to do, in plain words. */
  detail: z.string(),
  /** The settings file it stands in, where there is one. */
  file: z.nullable(z.string()),
  /** The label of a button that mends it, where we can. */
  fix: z.nullable(z.string()),
});
/** One finding of the health check. */
export type Finding = z.infer<typeof findingSchema>;

/** A change to a settings file that waits for the person's word, shown beside it as a diff. */
export const proposalSchema = z.strictObject({
  /** What it is for: `connect`, `disconnect`, or the finding it mends. */
  purpose: z.string(),
  file: z.string(),
  /** In plain words ("Add one hook to your Claude Code settings"). */
  summary: z.string(),
});
/** A change to a settings file that waits for the person's word. */
export type Proposal = z.infer<typeof proposalSchema>;

/** Whether Claude Code is set up to ask here. */
export const connectionStatusSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('checking') }),
  z.strictObject({ kind: z.literal('not-connected'), findings: z.array(findingSchema) }),
  z.strictObject({
    kind: z.literal('connected'),
    /** The settings files that hold our hook entry. */
    files: z.array(z.string()),
    findings: z.array(findingSchema),
  }),
]);
/** Whether Claude Code is set up to ask here, and what stands in the way. */
export type ConnectionStatus = z.infer<typeof connectionStatusSchema>;
