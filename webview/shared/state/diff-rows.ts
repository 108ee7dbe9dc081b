import { diffLines } from 'diff';

/** One line of an edit: kept, taken out or put in; with its number in the passage before and after. */
export interface DiffRow {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
  readonly before: number | null;
  readonly after: number | null;
  /** The last line of its side, without a line break where the other side has one. */
  readonly unfinished: boolean;
}

/** Beyond these a finer comparison is not worth the wait; the whole text is shown all the same. */
const LIMITS = { timeout: 200, maxEditLength: 4_000 };

/**
 * An edit as lines. Where the two are too different to compare in time, all lines are taken out and
 * all are put in: coarser, never less.
 */
export function diffRows(before: string, after: string): readonly DiffRow[] {
  const changes = diffLines(before, after, LIMITS) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  const breaksDiffer = before.endsWith('\n') !== after.endsWith('\n');
  const rows: DiffRow[] = [];
  let [left, right] = [0, 0];
  for (const change of changes) {
    const kind = change.removed ? 'removed' : change.added ? 'added' : 'same';
    for (const line of linesOf(change.value)) {
      if (kind !== 'added') left += 1;
      if (kind !== 'removed') right += 1;
      rows.push({
        kind,
        text: line.text,
        before: kind === 'added' ? null : left,
        after: kind === 'removed' ? null : right,
        unfinished: breaksDiffer && !line.finished,
      });
    }
  }
  return rows;
}

function linesOf(text: string): readonly { text: string; finished: boolean }[] {
  const parts = text.split('\n');
  const last = parts.pop() ?? '';
  const lines = parts.map((line) => ({ text: line, finished: true }));
  return last === '' ? lines : [...lines, { text: last, finished: false }];
}
