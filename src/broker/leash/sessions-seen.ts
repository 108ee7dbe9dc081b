import type { Clock } from '../../core/ports.ts';
import type { ArrivingCall } from './leash-judge.ts';
import { withRecord, type LeashChange, type LeashState } from './leash-state.ts';

/** The sessions that ask, and where they were started. */
export interface SessionsSeen {
  note(call: ArrivingCall): void;
  /** Empty for one that wasn’t seen. */
  folderOf(session: string): string;
}

/** What keeping sessions in mind needs. */
export interface SessionsSeenOptions {
  readonly state: () => LeashState;
  /** Keeps a change that is nothing to put on record. */
  readonly note: (change: LeashChange) => Promise<void>;
  readonly clock: Clock;
}

/** What is set for a session is kept while it is seen; when, is known to the day. In milliseconds. */
const A_DAY = 24 * 60 * 60 * 1_000;

/** So many sessions are remembered. */
const MOST = 500;

/** Keeps in mind which sessions ask. */
export function sessionsSeen({ state, note, clock }: SessionsSeenOptions): SessionsSeen {
  const folders = new Map<string, string>();
  let isKeeping = false;

  async function keep(session: string, folder: string): Promise<void> {
    const now = clock.now();
    const kept = state().record?.sessions.find((one) => one.session === session);
    if (kept === undefined || now - kept.at < A_DAY || isKeeping) return;
    isKeeping = true;
    await note((before) =>
      withRecord(before, (record) => ({
        ...record,
        sessions: record.sessions.map((one) =>
          one.session === session ? { ...one, folder, at: now } : one,
        ),
      })),
    );
    isKeeping = false;
  }

  return {
    note({ session, folder }) {
      if (folders.get(session) !== folder) {
        if (folders.size > MOST) folders.clear();
        folders.set(session, folder);
      }
      void keep(session, folder);
    },
    folderOf: (session) => folders.get(session) ?? '',
  };
}
