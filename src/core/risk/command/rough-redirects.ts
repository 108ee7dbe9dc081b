import { analyse } from '../../shell/analyse.ts';
import type { Redirect } from '../../shell/simple-command.ts';

/** An operator that writes, and the word behind it. */
const WRITES = /&?>{1,2}\|?[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s;&|<>()"'`]+)+/g;

/** So many are looked at: such a line may be long. */
const MOST = 50;

/**
 * Where a line writes to that can't be taken apart: a shell may run its beginning before it comes to
 * what is wrong with it. What merely looks like it, in quotes, counts too.
 */
export function roughRedirects(line: string): readonly Redirect[] {
  const found = new Set(line.match(WRITES)?.slice(0, MOST));
  return [...found].flatMap((one) => {
    const analysis = analyse(`: ${one}`);
    if (analysis.kind === 'not-analysable') return [];
    return analysis.commands.flatMap(({ redirects }) => redirects);
  });
}
