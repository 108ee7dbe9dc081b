import * as z from 'zod/mini';

/**
 * What a running Claude Code tells about itself in `<its folder>/sessions/<pid>.json`. The file is
 * undocumented (measured with 2.1.328): a hint, never a ground to allow anything.
 */
export interface SessionHint {
  readonly sessionId: string;
  readonly pid: number;
  /** The folder the session was started in; it stays when a command changes folder. */
  readonly cwd: string;
  /** `idle`, `busy`, `waiting` or `shell` (idle, with a background command); null while starting. */
  readonly status: string | null;
  /** When the status last changed; milliseconds since 1970. */
  readonly statusSince: number | null;
  /** What a `waiting` session waits for: `permission prompt`, `input needed` or `dialog open`. */
  readonly waitingFor: string | null;
  /** `cli` in a terminal, `sdk-cli` in a headless run. */
  readonly entrypoint: string | null;
}

const schema = z.object({
  sessionId: z.string().check(z.minLength(1)),
  pid: z.int().check(z.positive()),
  cwd: z.string().check(z.minLength(1)),
  status: z.optional(z.string()),
  statusUpdatedAt: z.optional(z.number()),
  waitingFor: z.optional(z.string()),
  entrypoint: z.optional(z.string()),
});

/**
 * Reads the text of a session file.
 * @returns null for anything else, such as a file caught in the middle of being written.
 */
export function readSessionFile(text: string): SessionHint | null {
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { sessionId, pid, cwd, status, statusUpdatedAt, waitingFor, entrypoint } = parsed.data;
  return {
    sessionId,
    pid,
    cwd,
    status: status ?? null,
    statusSince: statusUpdatedAt ?? null,
    waitingFor: waitingFor ?? null,
    entrypoint: entrypoint ?? null,
  };
}

/** Whether the session shows the dialog of a tool call: its approval, a question, or a plan. */
export function showsDialog(hint: SessionHint): boolean {
  if (hint.status !== 'waiting') return false;
  return hint.waitingFor === 'permission prompt' || hint.waitingFor === 'input needed';
}

/** Whether the session is a headless run, which has no dialog: what it would ask there is denied (measured). */
export function isHeadless(hint: SessionHint): boolean {
  return hint.entrypoint === 'sdk-cli';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is one of the things a file may be; the schema then refuses it.
    return null;
  }
}
