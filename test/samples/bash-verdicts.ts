import { readFileSync, writeFileSync } from 'node:fs';
import type { RuleBehavior } from '../../src/core/rules/placed-rule.ts';
import type { Verdict } from '../../src/core/rules/verdict.ts';

const file = new URL('bash-verdicts.txt', import.meta.url);

/** Lines of shell, and what Claude Code does with each under the same rules of a project. */
export interface MeasuredLines {
  readonly rules: Partial<Record<RuleBehavior, readonly string[]>>;
  readonly lines: readonly {
    readonly command: string;
    readonly verdict: Verdict['outcome'];
  }[];
}

/** One entry a line; ⏎, → and · stand for a newline, a tab and a blank at an end. */
const written = (command: string) =>
  command
    .replaceAll('\n', '⏎')
    .replaceAll('\t', '→')
    .replace(/^ +| +$/g, (blanks) => '·'.repeat(blanks.length));
const read = (text: string) =>
  text.replaceAll('⏎', '\n').replaceAll('→', '\t').replaceAll('·', ' ');

/**
 * Lines made by our generators, with the verdicts of the real Claude Code. In rules and lines `{{folder}}`,
 * `{{home}}` and `{{outside}}` stand for the places.
 */
export function measuredLines(): readonly MeasuredLines[] {
  const groups = readFileSync(file, 'utf8').trimEnd().split('\n\n');
  return groups.map((group) => {
    const [rules = '{}', ...rows] = group.split('\n');
    return {
      rules: JSON.parse(rules) as MeasuredLines['rules'],
      lines: rows.map((row) => {
        const [verdict = '', command = ''] = /^(\w+) +(.*)$/.exec(row)?.slice(1) ?? [];
        return { command: read(command), verdict: verdict as Verdict['outcome'] };
      }),
    };
  });
}

/** Writes the sample anew. */
export function keepLines(groups: readonly MeasuredLines[]): void {
  const texts = groups.map(({ rules, lines }) =>
    [
      JSON.stringify(rules),
      ...lines.map(({ command, verdict }) => `${verdict.padEnd(5)} ${written(command)}`),
    ].join('\n'),
  );
  writeFileSync(file, `${texts.join('\n\n')}\n`);
}
