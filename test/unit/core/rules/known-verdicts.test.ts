import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/json.ts';
import { compileRules, judge } from '../../../../src/core/rules/judge.ts';
import type { PlacedRule } from '../../../../src/core/rules/placed-rule.ts';
import { FOLDER, PLACES, placed } from './placed.ts';

const shared = process.env['COUNTERSIGN_SHARED'];

function rowsOf(name: string): unknown {
  return JSON.parse(readFileSync(join(shared ?? '', 'data', name), 'utf8'));
}

type Lists = Partial<Record<'allow' | 'ask' | 'deny', readonly string[]>>;

interface Case {
  readonly title: string;
  readonly settings: Record<string, Lists & { readonly perms?: Lists }>;
  readonly call: { readonly tool: string; readonly input: JsonObject };
  readonly verdict: string;
}

/** Rules that were given on the command line, and so stand in no settings of their case. */
const GIVEN: Readonly<Record<string, PlacedRule>> = {
  '--disallowedTools vs project allow': placed('Bash(make *)', 'deny', 'command-line'),
  '--settings flag allow': placed('Bash(make *)', 'allow', 'command-line'),
};

function rulesOf({ title, settings }: Case): readonly PlacedRule[] {
  const own = Object.entries(settings).flatMap(([scope, { perms, ...lists }]) =>
    (['allow', 'ask', 'deny'] as const).flatMap((behavior) =>
      ((perms ?? lists)[behavior] ?? []).map((text) =>
        placed(text, behavior, scope === 'user' ? 'user' : 'project'),
      ),
    ),
  );
  const given = GIVEN[title];
  return given === undefined ? own : [...own, given];
}

interface Command {
  readonly command: string;
  readonly claude_code: 'allow' | 'ask' | null;
  readonly expected_by_source: Record<string, string>;
}

function isDanger({ expected_by_source: labels }: Command): boolean {
  return Object.values(labels).some((label) => /deny|block|HIGH/i.test(label));
}

describe.skipIf(shared === undefined || !existsSync(join(shared, 'data')))(
  'with the verdicts of the real CLI (set COUNTERSIGN_SHARED to run)',
  () => {
    it('agrees with every one on a rule and a call', () => {
      const cases = rowsOf('rule-verdicts.json') as readonly Case[];
      const said = cases.map((one) => {
        const { outcome } = judge(compileRules(rulesOf(one), PLACES), { ...one.call, cwd: FOLDER });
        return `${one.title} ${JSON.stringify(one.call.input)}: ${outcome.toUpperCase()}`;
      });
      expect(said).toEqual(
        // `N/A` stands for calls that were not made: a rule denies them.
        cases.map(({ title, call, verdict }) => {
          const wanted = verdict === 'N/A' ? 'DENY' : verdict;
          return `${title} ${JSON.stringify(call.input)}: ${wanted}`;
        }),
      );
      expect(cases.length).toBeGreaterThan(80);
    });

    it(
      'lets run without a rule what ran, and nothing that is dangerous',
      { timeout: 60_000 },
      () => {
        const commands = (rowsOf('commands.json') as readonly Command[]).filter(
          (one) => one.claude_code !== null,
        );
        const none = compileRules([], PLACES);
        const said = commands.map(
          ({ command }) => judge(none, { tool: 'Bash', input: { command }, cwd: FOLDER }).outcome,
        );
        const differs = commands.filter((one, at) => one.claude_code !== said[at]);
        expect(differs.filter((one) => one.claude_code === 'ask' && isDanger(one))).toEqual([]);
        // What differs is mostly what the CLI asks only as the first command of a session: `X=1`.
        expect(differs.length / commands.length).toBeLessThan(0.005);
        expect(commands.length).toBeGreaterThan(5000);
      },
    );
  },
);
