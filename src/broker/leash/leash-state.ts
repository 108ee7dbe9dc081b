import type { LeashRecord, SetSession } from '../../protocol/leash-record.ts';
import { ownLeash, type OwnLeash } from './own-leash.ts';
import { NOTHING_SET } from './leash-store.ts';

/** Who stopped or paused agents, and when. */
export type Stop = NonNullable<LeashRecord['stopped']>;

/** What counts of the leash at a moment. It never changes: a new one is made. */
export interface LeashState {
  /** Null where what was set can’t be read. */
  readonly record: LeashRecord | null;
  /** Beside the record, so that it counts where that can’t be read. */
  readonly stopped: Stop | null;
  readonly paused: ReadonlyMap<string, Stop>;
}

/** Makes the next state of one. */
export type LeashChange = (state: LeashState) => LeashState;

/** The state of a record that was read, or could not be. */
export function stateOf(record: LeashRecord | null): LeashState {
  const paused = (record?.sessions ?? []).flatMap(({ session, paused: stop }) =>
    stop === null ? [] : [[session, stop] as const],
  );
  return { record, stopped: record?.stopped ?? null, paused: new Map(paused) };
}

/** The state with a record that can be read after all; what was stopped meanwhile stays so. */
export function recovered(state: LeashState, record: LeashRecord): LeashState {
  if (state.record !== null) return state;
  const found = stateOf(record);
  return {
    record,
    stopped: state.stopped ?? found.stopped,
    paused: new Map([...found.paused, ...state.paused]),
  };
}

/** The state with a record that takes the place of what is there. */
export function withRecord(
  state: LeashState,
  change: (record: LeashRecord) => LeashRecord,
): LeashState {
  return { ...state, record: change(state.record ?? NOTHING_SET) };
}

/** What is put into the vault; null where what is there can’t be read and must not be written over. */
export function recordOf({ record, stopped, paused }: LeashState, now: number): LeashRecord | null {
  if (record === null) return null;
  const known = new Map(record.sessions.map((one) => [one.session, one]));
  for (const session of paused.keys()) {
    if (!known.has(session)) known.set(session, newSession(session, '', now));
  }
  const sessions = [...known.values()].map((one) => ({
    ...one,
    paused: paused.get(one.session) ?? null,
  }));
  return { ...record, stopped, sessions };
}

/** A session for which nothing is set yet. */
export function newSession(session: string, folder: string, at: number): SetSession {
  return { session, folder, choice: { mode: null, profile: null }, paused: null, at };
}

/** Milliseconds after which what was set for a session that is seen no more is forgotten: 30 days. */
const FORGOTTEN_AFTER = 30 * 24 * 60 * 60 * 1_000;

/** Without the sessions of long ago: one that is paused stays. */
export function withoutOldSessions(record: LeashRecord, now: number): LeashRecord {
  const sessions = record.sessions.filter(
    ({ paused, at }) => paused !== null || now - at < FORGOTTEN_AFTER,
  );
  return { ...record, sessions };
}

/** What counts, and what of it is still on its way to the disk. */
export interface LeashHolder {
  state(): LeashState;
  /** The record made ready; null where it can’t be read. */
  own(): OwnLeash | null;
  /** Lets a change count at once, on its way to the disk; `settle` ends that. */
  hurry(change: LeashChange): { readonly settle: () => void };
  /** Lets a change count that is on disk. */
  keep(change: LeashChange): void;
}

/**
 * Holds what counts. A change that counts at once stays in force above all others until it is
 * settled, so that a release that was on its way before can’t undo a stop.
 */
export function leashHolder(first: LeashState, onChange: () => void): LeashHolder {
  let kept = first;
  let hurried: readonly LeashChange[] = [];
  let state = first;
  let own = first.record && ownLeash(first.record);

  function changed(): void {
    const { record } = state;
    state = hurried.reduce((before, change) => change(before), kept);
    if (state.record !== record) own = state.record && ownLeash(state.record);
    onChange();
  }

  return {
    state: () => state,
    own: () => own,
    hurry(change) {
      hurried = [...hurried, change];
      changed();
      return {
        settle() {
          kept = change(kept);
          hurried = hurried.filter((one) => one !== change);
          changed();
        },
      };
    },
    keep(change) {
      kept = change(kept);
      changed();
    },
  };
}
