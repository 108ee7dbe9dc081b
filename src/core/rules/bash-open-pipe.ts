import { analyse } from '../shell/analyse.ts';
import type { AnalysisFault } from '../shell/analysis.ts';

/**
 * What stands before a `|` at the end of a line behind which nothing comes: no valid shell, but Claude
 * Code judges it as if that `|` weren't there (measured). Null where that isn't all that is wrong.
 */
export function beforeOpenPipe(source: string, fault: AnalysisFault): string | null {
  const [before = source] = fault === 'not-valid' ? source.split(OPEN_PIPE, 1) : [];
  if (before === source || before.trim() === '') return null;
  return analyse(before).kind === 'analysed' ? before : null;
}

const OPEN_PIPE = /(?<![|>\\])\|\s*(?:#.*)?$/;
