import type { TerminalWatch } from './terminal.ts';

/** What is watched, and who hears of it. */
export interface SessionEndsOptions extends Pick<TerminalWatch, 'agentAlive'> {
  /** The sessions whose end matters now. */
  readonly sessions: () => readonly string[];
  /** Told of a session that is known to be gone. */
  readonly onEnd: (session: string) => void;
}

/** How often to look whether a session still runs, in milliseconds. */
const LOOK_EVERY_MS = 5_000;

/** Notices that sessions have ended, of which no hook event tells where ours is the only hook. */
export function watchSessionEnds({ sessions, agentAlive, onEnd }: SessionEndsOptions): {
  close(): void;
} {
  let looking = false;

  async function look(): Promise<void> {
    for (const session of sessions()) {
      if ((await agentAlive(session)) === 'gone') onEnd(session);
    }
  }

  function lookAlone(): void {
    if (looking) return;
    looking = true;
    void look().finally(() => (looking = false));
  }

  lookAlone();
  const timer = setInterval(lookAlone, LOOK_EVERY_MS).unref();
  return { close: () => clearInterval(timer) };
}
