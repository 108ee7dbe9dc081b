import type { SessionHint } from '../../agents/claude-code/session-file.ts';
import type { Fate } from '../../agents/claude-code/transcript.ts';
import type { CallOutcome, CallSettler } from '../../agents/claude-code/transcript-line.ts';
import type { Dialog } from './dialog.ts';

/** An answer that was given to a request outside the product. */
export interface TerminalAnswer {
  readonly outcome: CallOutcome;
  /** What a person may read about it. */
  readonly how: string;
}

/**
 * How long a dialog must be gone before that alone counts, in milliseconds. A refusal reaches the
 * transcript within about 150 ms of the dialog's end (it is flushed every 100 ms), and the next
 * dialog of a fast tool comes within 80 ms; both must be given time to show.
 */
const SETTLE_MS = 250;

/**
 * Judges whether a request was answered in the terminal.
 * @param hints the files that name the session, as read in this very look.
 * @returns null while that isn't certain: a card that stays too long is better than one lost.
 */
export function judge(
  fate: Fate,
  dialog: Dialog,
  hints: readonly SessionHint[],
  now: number,
): TerminalAnswer | null {
  if (fate.kind === 'settled') return { outcome: fate.outcome, how: wordsFor(fate) };
  if (untilSettled(dialog, now) !== 0 || hints.length === 0) return null;
  const runs = fate.kind === 'unsettled' && hints.some((hint) => hint.status === 'busy');
  return runs
    ? { outcome: 'allowed', how: 'in the terminal: its dialog closed and the work goes on' }
    : { outcome: 'unknown', how: 'in the terminal: its dialog closed' };
}

/** How long from now until a dialog that is gone counts, in milliseconds; infinite where none is. */
export function untilSettled(dialog: Dialog, now: number): number {
  return dialog.kind === 'gone' ? Math.max(0, dialog.seenAt + SETTLE_MS - now) : Infinity;
}

function wordsFor({ outcome, by }: { outcome: CallOutcome; by: CallSettler }): string {
  if (outcome === 'unknown') return 'in the terminal: the call has ended';
  switch (by) {
    case 'person':
      return 'in the terminal';
    case 'hook':
      return 'by another hook';
    case 'rule':
      return 'by a rule';
    case 'unknown':
      return 'without an answer from here';
  }
}
