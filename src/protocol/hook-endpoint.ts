/** The path of the hook endpoint, by which an entry of ours is known again in any settings file. */
export const HOOK_PATH = '/countersign/claude-code';

/** How long Claude Code keeps a question open for us, in seconds: a day (measured: it holds). */
export const HOOK_TIMEOUT_SECONDS = 86_400;

/** The URL of the hook endpoint on a port; Claude Code allows no variable in it (measured). */
export function hookUrl(port: number): string {
  return `http://127.0.0.1:${port}${HOOK_PATH}`;
}
