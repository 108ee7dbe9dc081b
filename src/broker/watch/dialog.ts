import { showsDialog, type SessionHint } from '../../agents/claude-code/session-file.ts';

/** The agent's own dialog for a request, as far as the session's status tells. */
export type Dialog =
  | { readonly kind: 'unseen' }
  | { readonly kind: 'open' }
  /** Gone since `seenAt` (milliseconds since 1970, our clock). */
  | { readonly kind: 'gone'; readonly seenAt: number };

/**
 * Follows a request's dialog by one more look at the status of its session.
 *
 * Measured with 2.1.328: the status turns to `waiting` within about 50 ms of the request, stays so
 * (without a flicker) until every dialog of the session is answered, by whomever, and then turns to
 * `busy`, or with No and Esc to `idle`. Keys pressed in the dialog don't change it.
 * @param hints the files that name this session; none or a starting one is no news.
 */
export function followDialog(
  dialog: Dialog,
  hints: readonly SessionHint[],
  receivedAt: number,
  now: number,
): Dialog {
  if (hints.some((hint) => hint.status === 'waiting')) {
    return hints.some(showsDialog) || dialog.kind !== 'unseen' ? { kind: 'open' } : dialog;
  }
  if (dialog.kind !== 'open' || !hints.some((hint) => leftSince(hint, receivedAt))) return dialog;
  return { kind: 'gone', seenAt: now };
}

/** A status from before the request was made still belongs to an earlier dialog. */
function leftSince(hint: SessionHint, receivedAt: number): boolean {
  return hint.status !== null && (hint.statusSince === null || hint.statusSince > receivedAt);
}
