import type {
  PermissionRequestEvent,
  PreToolUseEvent,
} from '../../agents/claude-code/hook-event.ts';
import type { SessionHint } from '../../agents/claude-code/session-file.ts';
import { startFolder } from '../../agents/claude-code/start-folder.ts';

/** A message about a tool call, before it runs or when it is asked. */
export type CallEvent = PermissionRequestEvent | PreToolUseEvent;

/** The folder a message's session was started in. */
export type FolderOf = (event: CallEvent) => Promise<string>;

/** How many sessions' folders are remembered. */
const KEPT = 200;

/**
 * Finds the folder a session was started in, and keeps to it: it decides which leash a session has, so
 * no later `cd` may change it.
 * @param hint what a running session tells about itself; asked only where its messages don't tell.
 */
export function rememberFolders(
  hint: (session: string) => Promise<SessionHint | undefined>,
): FolderOf {
  const folders = new Map<string, string>();
  return async ({ session_id: session, transcript_path: transcriptPath, cwd }) => {
    // A session that goes on elsewhere keeps its name and gets another record.
    const key = `${session}\n${transcriptPath}`;
    const known = folders.get(key);
    if (known !== undefined) return known;
    const found = startFolder({ cwd, transcriptPath }) ?? (await hint(session))?.cwd;
    if (found === undefined) return cwd;
    const [oldest] = folders.keys();
    if (folders.size >= KEPT && oldest !== undefined) folders.delete(oldest);
    folders.set(key, found);
    return found;
  };
}
