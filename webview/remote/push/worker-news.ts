import * as z from 'zod/mini';

/** What the worker tells the pages that are open. */
export const workerNewsSchema = z.discriminatedUnion('kind', [
  /** A push arrived, or something was answered from a notification: there is news at the desk. */
  z.strictObject({ kind: z.literal('news') }),
  /** A notification was tapped: the page under that fragment is wanted. */
  z.strictObject({ kind: z.literal('show'), fragment: z.string() }),
]);
/** What the worker tells the pages that are open. */
export type WorkerNews = z.infer<typeof workerNewsSchema>;
