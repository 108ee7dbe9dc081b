import * as z from 'zod/mini';

/** What the keeper of a tunnel program says, once, as one line of JSON on its fourth stream. */
export const keeperNewsSchema = z.discriminatedUnion('kind', [
  /** The program runs; on POSIX it leads a process group of this number. */
  z.strictObject({ kind: z.literal('started'), pid: z.number() }),
  /** It could not be started; `code` is the system's, such as `ENOENT`. */
  z.strictObject({ kind: z.literal('failed'), code: z.string() }),
]);
/** What the keeper of a tunnel program says. */
export type KeeperNews = z.infer<typeof keeperNewsSchema>;
