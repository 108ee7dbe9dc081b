import * as z from 'zod/mini';
import { outcomeSchema } from './panel.ts';
import { pairingStatusSchema, tunnelStatusSchema } from './remote-status.ts';

/** What the pairing page tells the editor. */
export const fromPairingPageSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** The six digits of the device, as the person typed them; answered by an `outcome`. */
  z.strictObject({ kind: z.literal('type-digits'), digits: z.string() }),
  /** Opens a pairing in the place of one that is over; answered by an `outcome`. */
  z.strictObject({ kind: z.literal('open-again') }),
  z.strictObject({ kind: z.literal('cancel') }),
  z.strictObject({ kind: z.literal('choose-address') }),
  z.strictObject({ kind: z.literal('copy-link') }),
]);
/** A message from the pairing page to the editor. */
export type FromPairingPage = z.infer<typeof fromPairingPageSchema>;

/** What the editor tells the pairing page. */
export const toPairingPageSchema = z.discriminatedUnion('kind', [
  /** Everything it shows, whole. */
  z.strictObject({
    kind: z.literal('state'),
    /** The editor's clock, for what is left of the pairing. */
    now: z.number(),
    /** Null where none is open. */
    pairing: z.nullable(pairingStatusSchema),
    tunnel: tunnelStatusSchema,
  }),
  z.strictObject({ kind: z.literal('outcome'), outcome: outcomeSchema }),
]);
/** A message from the editor to the pairing page. */
export type ToPairingPage = z.infer<typeof toPairingPageSchema>;
