import type { Outcome } from '../../core/request/item.ts';
import type { LeashControl } from './leash-control.ts';

/** The entry in Claude Code’s settings by which it asks here before each call. */
export interface PreToolEntry {
  /** Puts it in where it is missing. Done says what was changed, or nothing; refused why it can’t be. */
  ensure(): Promise<Outcome>;
  /** Takes it out again, unless something else needs it. */
  release(): Promise<Outcome>;
}

/**
 * The same control, with which stopping and pausing reach what Claude Code decides by itself too: that
 * needs the entry. Stopping comes first and never waits for it; what became of it follows in the note.
 */
export function withPreTool(control: LeashControl, entry: PreToolEntry): LeashControl {
  async function followed(setting: Promise<Outcome>, on: boolean): Promise<Outcome> {
    const set = await setting;
    if (set.kind === 'refused' && (!on || set.code === 'not-the-desk')) return set;
    const put = await (on ? entry.ensure() : entry.release());
    const note = noteOf(put, on);
    if (note === null) return set;
    if (set.kind === 'refused') return { ...set, message: `${set.message} ${note}` };
    return { kind: 'done', note: set.note === null ? note : `${set.note} ${note}` };
  }

  return {
    ...control,
    setStopped: (on) => followed(control.setStopped(on), on),
    setPaused: (session, on) => followed(control.setPaused(session, on), on),
  };
}

function noteOf(put: Outcome, on: boolean): string | null {
  if (put.kind === 'done') return put.note;
  return on
    ? `But calls that Claude Code does not ask about go on: ${put.message}`
    : `The entry by which each call asks here first is still there: ${put.message}`;
}
