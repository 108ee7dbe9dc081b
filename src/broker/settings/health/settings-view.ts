import * as z from 'zod/mini';

const flag = z.catch(z.optional(z.boolean()), undefined);
const word = z.catch(z.optional(z.string()), undefined);

/** What of a settings file decides whether Claude Code asks here. A key of another shape counts as absent. */
export const settingsViewSchema = z.object({
  disableAllHooks: flag,
  allowManagedHooksOnly: flag,
  allowedHttpHookUrls: z.catch(z.optional(z.array(z.string())), undefined),
  disableAutoMode: word,
  env: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
  permissions: z.catch(
    z.optional(z.object({ defaultMode: word, disableAutoMode: word })),
    undefined,
  ),
});
/** What of a settings file decides whether Claude Code asks here. */
export type SettingsView = z.infer<typeof settingsViewSchema>;
