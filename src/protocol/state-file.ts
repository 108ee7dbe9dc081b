import * as z from 'zod/mini';
import type { Grant } from '../core/grants/grant.ts';
import type { Item } from '../core/request/item.ts';
import { itemSchema } from './item.ts';
import { grantSchema } from './rules.ts';

/** What the desk keeps over a restart of the editor: its queue and its grants, oldest first. */
export interface StateFile {
  /** The shape of the file. Another number is another shape, and is not read as this one. */
  readonly version: 1;
  readonly items: readonly Item[];
  readonly grants: readonly Grant[];
}

/** The file the desk keeps its queue and its grants in. A file from before there were grants has none. */
export const stateFileSchema: z.ZodMiniType<StateFile> = z.strictObject({
  version: z.literal(1),
  items: z.array(itemSchema),
  grants: z._default(z.array(grantSchema), []),
});
