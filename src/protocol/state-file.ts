import * as z from 'zod/mini';
import type { Item } from '../core/request/item.ts';
import { itemSchema } from './item.ts';

/** What the desk keeps over a restart of the editor: its queue, oldest first. */
export interface StateFile {
  /** The shape of the file. Another number is another shape, and is not read as this one. */
  readonly version: 1;
  readonly items: readonly Item[];
}

/** The file the desk keeps its queue in. */
export const stateFileSchema: z.ZodMiniType<StateFile> = z.strictObject({
  version: z.literal(1),
  items: z.array(itemSchema),
});
