import * as z from 'zod/mini';
import { subscribeCallSchema } from './remote.ts';

/** What changes about a paired device, as it is kept over a restart. Times are milliseconds since 1970. */
export const deviceTraceSchema = z.strictObject({
  /** When its last call came. */
  lastSeenAt: z.nullable(z.number()),
  /** Where pushes for it go. */
  subscription: subscribeCallSchema.shape.subscription,
  /** When it last confirmed that it showed a push. */
  confirmedAt: z.nullable(z.number()),
  /** What is wrong with the last push, and what to do. */
  pushProblem: z.nullable(z.string()),
});
/** What changes about a paired device. */
export type DeviceTrace = Readonly<z.infer<typeof deviceTraceSchema>>;

/** The file that what changes about the paired devices is kept in. */
export const deviceStateFileSchema = z.strictObject({
  /** The shape of the file. Another number is another shape, and is not read as this one. */
  version: z.literal(1),
  devices: z.array(z.strictObject({ id: z.string(), trace: deviceTraceSchema })),
});
/** What the file holds. */
export type DeviceStateFile = z.infer<typeof deviceStateFileSchema>;
