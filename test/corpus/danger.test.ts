import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assessCommand } from '../../src/core/risk/assess-command.ts';
import type { Assessment } from '../../src/core/risk/assessment.ts';
import { isAtLeast } from '../../src/core/risk/tier.ts';
import { FACTS } from '../unit/core/risk/facts.ts';

const shared = process.env['COUNTERSIGN_SHARED'];

/** A command of the corpus, what its sources say of it, and what is made of it. */
interface Row {
  readonly command: string;
  readonly labels: readonly (readonly [source: string, label: string])[];
  readonly isCritical: boolean;
  readonly assessment: Assessment;
}

/**
 * Danger is deny, block or HIGH in any source; calm is what every source with an opinion lets pass.
 * Cline's labels tell of its user's allow list, not of danger (`curl example.com`): they stay in the
 * table and count below the limit for all.
 */
describe.skipIf(shared === undefined && process.env['CI'] === undefined)(
  'danger and calm over thousands of labelled commands (set COUNTERSIGN_SHARED to run)',
  { timeout: 120_000 },
  () => {
    const rows = shared === undefined ? [] : readRows(shared);
    const danger = rows.filter(isDanger);
    const calm = rows.filter(isCalm);

    it('is high or critical for what is labelled dangerous, and leaves the rest alone', () => {
      expect(rows.length).toBeGreaterThan(5_000);
      console.log(table(danger, calm).join('\n'));
      console.log(misses(danger).join('\n'));
      expect(share(danger, isLoud)).toBeGreaterThanOrEqual(97);
      const meant = danger.filter((row) =>
        row.labels.some(([source, label]) => source !== 'cline' && DANGER.test(label)),
      );
      expect(share(meant, isLoud)).toBeGreaterThan(99);
      expect(share(calm, isLoud)).toBeLessThan(2);
    });

    it('is high or critical for all that is critical', () => {
      const critical = rows.filter(({ isCritical }) => isCritical);
      expect(critical.length).toBeGreaterThan(150);
      expect(critical.filter((row) => !isLoud(row)).map(({ command }) => command)).toEqual([]);
    });

    it('holds on the part that was not looked at while it was written', () => {
      const isHeldOut = ({ command }: Row): boolean =>
        parseInt(createHash('sha256').update(command).digest('hex').charAt(0), 16) >= 12;
      const held = danger.filter(isHeldOut);
      expect(held.length).toBeGreaterThan(80);
      expect(share(held, isLoud)).toBeGreaterThan(HELD_OUT);
      expect(share(calm.filter(isHeldOut), isLoud)).toBeLessThan(2.5);
    });
  },
);

const HELD_OUT = 92;
const DANGER = /^(deny|block|HIGH)/;
const CALM = /^(allow|pass|safe|plain|LOW|not-dangerous|not-HIGH)\*?$/;

function isDanger({ labels }: Row): boolean {
  return labels.some(([, label]) => DANGER.test(label));
}

function isCalm({ labels }: Row): boolean {
  return labels.length > 0 && labels.every(([, label]) => CALM.test(label));
}

function isLoud({ assessment }: Row): boolean {
  return isAtLeast(assessment.tier, 'high');
}

function share(rows: readonly Row[], test: (row: Row) => boolean): number {
  return (100 * rows.filter(test).length) / rows.length;
}

function table(danger: readonly Row[], calm: readonly Row[]): readonly string[] {
  const sources = [
    ...new Set([...danger, ...calm].flatMap(({ labels }) => labels.map(([source]) => source))),
  ].sort();
  const line = (name: string, dangerous: readonly Row[], quiet: readonly Row[]): string =>
    `${name.padEnd(12)} danger ${counted(dangerous)}   calm disturbed ${counted(quiet)}`;
  return [
    ...sources.map((name) =>
      line(
        name,
        danger.filter(({ labels }) =>
          labels.some(([source, label]) => source === name && DANGER.test(label)),
        ),
        calm.filter(({ labels }) => labels.some(([source]) => source === name)),
      ),
    ),
    line('all', danger, calm),
  ];
}

function counted(rows: readonly Row[]): string {
  const loud = rows.filter(isLoud).length;
  const percent = rows.length === 0 ? '–' : `${((100 * loud) / rows.length).toFixed(1)} %`;
  return `${`${loud}/${rows.length}`.padStart(9)} ${percent.padStart(7)}`;
}

function misses(danger: readonly Row[]): readonly string[] {
  return danger
    .filter((row) => !isLoud(row))
    .map(
      ({ command, labels, assessment }) =>
        `missed (${assessment.tier}) ${JSON.stringify(labels)} ${command}`,
    );
}

function readRows(folder: string): readonly Row[] {
  const rows = JSON.parse(readFileSync(join(folder, 'data/commands.json'), 'utf8')) as readonly {
    readonly command: string;
    readonly expected_by_source: Readonly<Record<string, string>>;
    readonly tier_hint?: string;
  }[];
  return rows.map(({ command, expected_by_source, tier_hint }) => ({
    command,
    labels: Object.entries(expected_by_source),
    isCritical: tier_hint === 'critical',
    assessment: assessCommand(command, FACTS.folder, FACTS),
  }));
}
