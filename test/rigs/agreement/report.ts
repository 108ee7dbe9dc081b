import type { Comparison, Side } from './compare.ts';

/** How many comparisons lie on each side. */
export type Counts = Readonly<Record<Side, number>>;

/** Counts comparisons by their side. */
export function countsOf(comparisons: readonly Comparison[]): Counts {
  const counts = { agreed: 0, missed: 0, invented: 0, 'not-comparable': 0 };
  for (const { side } of comparisons) counts[side] += 1;
  return counts;
}

function countLine(name: string, comparisons: readonly Comparison[]): string {
  const { agreed, missed, invented, 'not-comparable': apart } = countsOf(comparisons);
  const all = `${name}: ${comparisons.length} pairs, ${agreed} agreed`;
  const sides = `we say it doesn’t match, it does: ${missed}; we say it matches, it doesn’t: ${invented}`;
  return `${all}; ${sides}; not comparable: ${apart}`;
}

const toolOf = ({ question }: Comparison): string => question.calls[0]!.tool;

/** The counts, over all and by tool, a line each. */
export function summaryOf(comparisons: readonly Comparison[]): string {
  const tools = [...new Set(comparisons.map(toolOf))].sort();
  const lines = tools.map((tool) =>
    countLine(
      `  ${tool}`,
      comparisons.filter((one) => toolOf(one) === tool),
    ),
  );
  return [countLine('all', comparisons), ...lines].join('\n');
}

/** One comparison on a line, with what is needed to ask again. */
export function lineOf({ question, theirs, ours, side }: Comparison): string {
  const rule = ours.rule === null ? '' : ` by ${ours.rule.behavior} ${ours.rule.text}`;
  const { settings, calls } = question;
  return `${side}: Claude Code ${theirs}, we ${ours.outcome}${rule} (${ours.because}) ${JSON.stringify({ settings, calls })}`;
}
