import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/json.ts';
import type { Call, Places } from '../../../../src/core/rules/call.ts';
import { compileRules, judge } from '../../../../src/core/rules/judge.ts';
import type { PlacedRule } from '../../../../src/core/rules/placed-rule.ts';
import type { Verdict } from '../../../../src/core/rules/verdict.ts';
import { FOLDER, PLACES, placed } from './placed.ts';

/** The places in which the sample was measured: a home beside the project. */
const RIG: Places = {
  folder: '/tmp/rig/proj',
  home: '/tmp/rig/home',
  claudeDir: '/tmp/rig/home/.claude',
};

function verdictOn(rules: readonly PlacedRule[], call: Call, places: Places): Verdict {
  return judge(compileRules(rules, places), call);
}

type Lists = Partial<Record<'allow' | 'ask' | 'deny', readonly string[]>>;

function rulesOf(settings: Record<string, Lists>, places: Places): readonly PlacedRule[] {
  return Object.entries(settings).flatMap(([scope, lists]) =>
    (['allow', 'ask', 'deny'] as const).flatMap((behavior) =>
      (lists[behavior] ?? []).map((text) =>
        placed(text, behavior, scope === 'user' ? 'user' : 'project', {
          file: scope,
          root: scope === 'user' ? places.claudeDir : places.folder,
        }),
      ),
    ),
  );
}

interface Measured {
  readonly settings: Record<string, Lists>;
  readonly calls: readonly {
    readonly tool: string;
    readonly input: JsonObject;
    readonly verdict: Verdict['outcome'];
  }[];
}

const sample = new URL('../../../samples/rule-verdicts.json', import.meta.url);
const measured = JSON.parse(
  readFileSync(sample, 'utf8')
    .replaceAll('{{folder}}', RIG.folder)
    .replaceAll('{{home}}', RIG.home)
    .replaceAll('{{claudeDir}}', RIG.claudeDir)
    .replaceAll('{{outside}}', '/tmp/rig/outside'),
) as readonly Measured[];

it.each(measured.map((one) => [JSON.stringify(one.settings), one] as const))(
  'agrees with Claude Code under %s',
  (_, { settings, calls }) => {
    const all = rulesOf(settings, RIG);
    const rules = compileRules(all, RIG);
    const said = calls.map(({ tool, input }) => {
      const { outcome, rule, because } = judge(rules, { tool, input, cwd: RIG.folder });
      // Whatever is decided, a sentence says why, and names the rule where one decides.
      expect(because).toMatch(/^\S.{9,}[.:]$/s);
      if (rule !== null) {
        expect(all).toContain(rule);
        expect(rule.behavior).toBe(outcome);
        expect(because).toContain(rule.text);
      }
      if (outcome === 'deny') expect(rule).not.toBeNull();
      return `${tool} ${JSON.stringify(input)}: ${outcome}`;
    });
    expect(said).toEqual(
      calls.map(({ tool, input, verdict }) => `${tool} ${JSON.stringify(input)}: ${verdict}`),
    );
  },
);

const shared = process.env['COUNTERSIGN_SHARED'];
const file = join(shared ?? '', 'data/rule-verdicts.json');

describe.skipIf(shared === undefined || !existsSync(file))(
  'with the verdicts measured before (set COUNTERSIGN_SHARED to run)',
  () => {
    it('agrees with all that are not about commands', () => {
      const rows = JSON.parse(readFileSync(file, 'utf8')) as {
        readonly title: string;
        readonly settings: Record<string, Lists & { readonly perms?: Lists }>;
        readonly call: { readonly tool: string; readonly input: JsonObject };
        readonly verdict: string;
      }[];
      const rest = rows.filter(({ call }) => call.tool !== 'Bash');
      // `N/A` stands for calls that were not made: a rule denies them.
      const wanted = rest.map(({ verdict }) => (verdict === 'N/A' ? 'DENY' : verdict));
      const said = rest.map(({ settings, call }) => {
        const lists = Object.entries(settings).map(([scope, { perms, ...own }]) => [
          scope,
          perms ?? own,
        ]);
        const rules = rulesOf(Object.fromEntries(lists) as Record<string, Lists>, PLACES);
        return verdictOn(rules, { ...call, cwd: FOLDER }, PLACES).outcome.toUpperCase();
      });
      expect(said.map((one, at) => `${rest[at]!.title}: ${one}`)).toEqual(
        wanted.map((one, at) => `${rest[at]!.title}: ${one}`),
      );
      expect(rest.length).toBeGreaterThan(20);
    });
  },
);
