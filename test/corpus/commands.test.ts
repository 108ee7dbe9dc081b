import { describe, expect, it } from 'vitest';
import { preselected, reachOf, readCommands, suggested, type Reach } from './corpus.ts';

const shared = process.env['COUNTERSIGN_SHARED'];

/**
 * What runs unasked counts whole, with a rule or without: by that, Claude Code's own suggestions let
 * 37.4 % of the commands through that should be asked, and 14.5 % of the dangerous ones, which are the
 * figures they were measured at. Three of the dangerous ones run without any rule.
 */
describe.skipIf(shared === undefined && process.env['CI'] === undefined)(
  'over thousands of labelled commands (set COUNTERSIGN_SHARED to run)',
  { timeout: 120_000 },
  () => {
    const commands = shared === undefined ? [] : readCommands(shared);

    it('asks less, and lets little through that was not meant', () => {
      expect(commands.length).toBeGreaterThan(5_000);
      const ours = preselected(commands);
      const theirs = suggested(commands);
      const reach = reachOf(ours, commands);
      const other = reachOf(theirs, commands);
      console.log(
        [
          row(`preselected offers (${ours.size} rules)`, reach),
          row(`Claude Code’s suggestions (${theirs.size} rules)`, other),
        ].join('\n'),
      );
      expect(reach.benign.percent).toBeGreaterThanOrEqual(95);
      expect(reach.danger.percent).toBeLessThan(1.2);
      expect(reach.ask.percent).toBeLessThan(5.9);
      // The measure itself is held to what is known of Claude Code's suggestions.
      expect(Math.abs(other.ask.percent - 37.4)).toBeLessThan(1);
      expect(Math.abs(other.danger.percent - 14.5)).toBeLessThan(1);
    });
  },
);

function row(name: string, { benign, danger, ask }: Reach): string {
  const shares = Object.entries({ benign, danger, ask }).map(
    ([kind, { ran, of, percent }]) => `${kind} ${ran}/${of} = ${percent.toFixed(1)} %`,
  );
  return `${name.padEnd(45)} ${shares.join('   ')}`;
}
