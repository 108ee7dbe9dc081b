/**
 * How long an agent waits for an answer, in milliseconds: the `timeout` of the hook entry that
 * Connect writes (86,400 s, measured to be honoured).
 */
export const HOOK_PATIENCE = 86_400_000;
