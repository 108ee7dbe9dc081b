import * as z from 'zod/mini';
import type { JsonObject } from '../../../core/json.ts';
import type { TextFault } from './parse.ts';

const list = z.optional(z.array(z.unknown()));

const handlerSchema = z.looseObject({
  type: z.string(),
  url: z.optional(z.string().check(z.refine((url) => URL.canParse(url)))),
  timeout: z.optional(z.number().check(z.positive())),
  onFailure: z.optional(z.enum(['continue', 'block'])),
});

const groupSchema = z.looseObject({
  matcher: z.optional(z.string()),
  hooks: z.array(handlerSchema),
});

/** What makes Claude Code ignore a whole settings file when it is otherwise (measured). */
const settingsSchema = z.looseObject({
  permissions: z.optional(
    z.looseObject({ allow: list, deny: list, ask: list, defaultMode: z.optional(z.string()) }),
  ),
  hooks: z.optional(z.record(z.string(), z.array(groupSchema))),
});

/**
 * Whether Claude Code would ignore the whole file for its shape, or null. An edit to such a file
 * would have no effect, and we don't repair what we don't understand.
 * @returns a fault whose `where` names the place (`hooks.PermissionRequest.0.hooks`).
 */
export function shapeFault(value: JsonObject): TextFault | null {
  const issue = settingsSchema.safeParse(value).error?.issues[0];
  if (issue === undefined) return null;
  return { kind: 'fault', code: 'wrong-shape', where: `"${issue.path.map(String).join('.')}"` };
}
