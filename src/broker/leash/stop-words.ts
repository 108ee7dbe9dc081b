/** What keeps agents from doing anything: its name, and what agent and person read of a call meanwhile. */
export interface StopWords {
  readonly by: string;
  readonly because: string;
}

/** The kill switch. */
export const STOPPED: StopWords = {
  by: 'the kill switch',
  because: 'Countersign: a person stopped all agents. Nothing is done until they release them.',
};

/** The pause of one session. */
export const PAUSED: StopWords = {
  by: 'the pause of this session',
  because:
    'Countersign: a person paused this session. Nothing is done in it until they let it go on.',
};

/** What keeps a session from doing anything now; null where nothing does. */
export function stopWordsFor(isStopped: boolean, isPaused: boolean): StopWords | null {
  if (isStopped) return STOPPED;
  return isPaused ? PAUSED : null;
}
