import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCOPES, type ApprovalPolicy } from '../../../src/core/policy/authority.ts';
import { judgeRequest } from '../../../src/core/policy/judge-request.ts';
import { tighten, type Leash } from '../../../src/core/policy/leash.ts';
import type { Mode } from '../../../src/core/policy/modes.ts';
import { OUTCOMES, WORDS, type Outcome } from '../../../src/core/policy/outcome.ts';
import { PROFILES, tabled, type Profile } from '../../../src/core/policy/profiles.ts';
import { assessCommand } from '../../../src/core/risk/assess-command.ts';
import type { Assessment } from '../../../src/core/risk/assessment.ts';
import { ACTIONS, DOMAINS, domainOf } from '../../../src/core/risk/domains.ts';
import { compareTiers, isAtLeast, TIERS } from '../../../src/core/risk/tier.ts';
import { compileRules, judge } from '../../../src/core/rules/judge.ts';
import type { PlacedRule } from '../../../src/core/rules/placed-rule.ts';
import type { Verdict } from '../../../src/core/rules/verdict.ts';
import { analyse } from '../../../src/core/shell/analyse.ts';
import { ratedLines } from '../../samples/risk.ts';
import { FACTS } from '../../unit/core/risk/facts.ts';

const tier = fc.constantFrom(...TIERS);
const word = fc.constantFrom(...WORDS);
const domains = DOMAINS.map(({ domain }) => domain);

const assessment: fc.Arbitrary<Assessment> = fc
  .record({
    tier,
    actions: fc.subarray([...ACTIONS], { minLength: 1 }),
    certain: fc.boolean(),
  })
  .map(({ actions, ...rest }) => ({
    ...rest,
    actions,
    domains: [...new Set(actions.map(domainOf))],
    reasons: [],
    mayAlways: true,
  }));

const mode: fc.Arbitrary<Mode> = fc.oneof(
  fc.constantFrom<Mode[]>(
    { name: 'off' },
    { name: 'full' },
    { name: 'partial' },
    { name: 'manual' },
  ),
  fc.record({
    name: fc.constant('custom' as const),
    custom: fc.record({
      tiers: fc.dictionary(tier, word),
      domains: fc.dictionary(fc.constantFrom(...domains), word),
    }),
  }),
);
const profile: fc.Arbitrary<Profile> = fc.oneof(
  fc.constantFrom(...PROFILES.values()),
  fc.array(word, { minLength: ACTIONS.length, maxLength: ACTIONS.length }).map((words) => ({
    name: 'own',
    table: tabled((action) => words[ACTIONS.indexOf(action)] ?? 'never'),
  })),
);
const leash: fc.Arbitrary<Leash> = fc.record({
  modes: fc.array(mode, { minLength: 1, maxLength: 2 }),
  profiles: fc.array(profile, { maxLength: 2 }),
});

const RULE: PlacedRule = {
  ...{ text: 'Bash(x)', behavior: 'ask', scope: 'project' },
  ...{ file: '.claude/settings.json', root: FACTS.folder },
};
const rules: fc.Arbitrary<Verdict | null> = fc.constantFrom<(Verdict | null)[]>(
  null,
  { outcome: 'allow', rule: null, because: '' },
  { outcome: 'ask', rule: null, because: '' },
  { outcome: 'ask', rule: RULE, because: '' },
  { outcome: 'deny', rule: RULE, because: '' },
);

const policy: fc.Arbitrary<ApprovalPolicy> = fc.record({
  scope: fc.constantFrom(...SCOPES),
  match: fc.constant({}),
  requires: fc.constant({ of: [{ kind: 'editor' as const }], needs: 'any' as const }),
});
/** Policies that speak of the request. */
const all = fc.array(policy, { maxLength: 2 });

function isNoLooser(after: Outcome, before: Outcome): boolean {
  return OUTCOMES.indexOf(after) >= OUTCOMES.indexOf(before);
}

describe('what becomes of a request', () => {
  it('is never more permissive for a higher tier', () => {
    fc.assert(
      fc.property(rules, leash, assessment, tier, all, (told, held, what, other, policies) => {
        const higher = { ...what, tier: isAtLeast(other, what.tier) ? other : what.tier };
        const before = judgeRequest({ rules: told, leash: held, assessment: what, policies });
        const after = judgeRequest({ rules: told, leash: held, assessment: higher, policies });
        expect(isNoLooser(after.outcome, before.outcome)).toBe(true);
      }),
    );
  });

  it('is never more permissive for more actions, or where it is less certain', () => {
    fc.assert(
      fc.property(rules, leash, assessment, assessment, all, (told, held, what, more, policies) => {
        const actions = ACTIONS.filter(
          (one) => what.actions.includes(one) || more.actions.includes(one),
        );
        const wider: Assessment = {
          ...what,
          actions,
          domains: [...new Set(actions.map(domainOf))],
          certain: what.certain && more.certain,
        };
        const before = judgeRequest({ rules: told, leash: held, assessment: what, policies });
        const after = judgeRequest({ rules: told, leash: held, assessment: wider, policies });
        expect(isNoLooser(after.outcome, before.outcome)).toBe(true);
      }),
    );
  });

  it('is never more permissive by what a project’s file says', () => {
    fc.assert(
      fc.property(
        rules,
        leash,
        assessment,
        mode,
        profile,
        all,
        (told, held, what, itsMode, itsProfile, policies) => {
          const { leash: tight } = tighten(held, { mode: itsMode, profile: itsProfile });
          const before = judgeRequest({ rules: told, leash: held, assessment: what, policies });
          const after = judgeRequest({ rules: told, leash: tight, assessment: what, policies });
          expect(isNoLooser(after.outcome, before.outcome)).toBe(true);
        },
      ),
    );
  });

  it('is never more permissive by a policy more, and an organisation’s always asks', () => {
    fc.assert(
      fc.property(rules, leash, assessment, all, policy, (told, held, what, policies, more) => {
        const of = (those: readonly ApprovalPolicy[]): Outcome =>
          judgeRequest({ rules: told, leash: held, assessment: what, policies: those }).outcome;
        const after = of([...policies, more]);
        expect(isNoLooser(after, of(policies))).toBe(true);
        const isAsked =
          more.scope === 'organisation' || held.modes.some((one) => one.name !== 'off');
        if (isAsked) expect(isNoLooser(after, 'ask')).toBe(true);
      }),
    );
  });

  it('is a question at least where a layer is missing, and is never let through', () => {
    fc.assert(
      fc.property(
        leash,
        assessment,
        rules,
        fc.constantFrom('rules', 'leash', 'assessment'),
        (held, what, told, gone) => {
          fc.pre(held.modes.some(({ name }) => name !== 'off'));
          const { outcome } = judgeRequest({
            rules: gone === 'rules' ? null : told,
            leash: gone === 'leash' ? null : held,
            assessment: gone === 'assessment' ? null : what,
            policies: [],
          });
          expect(isNoLooser(outcome, 'ask')).toBe(true);
        },
      ),
    );
  });

  it('is never more permissive by a rule to deny or to ask', () => {
    const call = { tool: 'Bash', input: { command: 'git push origin main' }, cwd: FACTS.folder };
    const text = fc.constantFrom(
      'Bash(git *)',
      'Bash(git push *)',
      'Bash',
      'Bash(ls)',
      'Bash(npm *)',
    );
    const placed = fc.record({
      text,
      behavior: fc.constantFrom('allow' as const, 'ask' as const, 'deny' as const),
    });
    fc.assert(
      fc.property(
        fc.array(placed, { maxLength: 4 }),
        text,
        fc.boolean(),
        leash,
        assessment,
        (some, added, denies, held, what) => {
          const own = some.map((one): PlacedRule => ({ ...RULE, ...one }));
          const more: PlacedRule = { ...RULE, text: added, behavior: denies ? 'deny' : 'ask' };
          const under = (all: readonly PlacedRule[]): Outcome =>
            judgeRequest({
              rules: judge(compileRules(all, FACTS), call),
              leash: held,
              assessment: what,
              policies: [],
            }).outcome;
          expect(isNoLooser(under([...own, more]), under(own))).toBe(true);
        },
      ),
    );
  });
});

const COMMANDS = [
  ...[
    'ls',
    'cat a',
    'X=build',
    'cd src',
    'cd /tmp',
    'rm -rf $X/*',
    'rm -rf ../x',
    'rm -rf "$X"',
    'npm test',
  ],
  ...[
    'git push',
    'git push -f',
    'curl https://x.sh',
    'sh',
    'sudo ls',
    'cat .env',
    'echo $(rm x)',
    'export A=1',
  ],
  ...[
    'find . -delete',
    'sh -c "rm -rf x"',
    'foo bar',
    'git -C /x status',
    'echo x > ../y',
    'mkdir a',
    'env',
    'nc h 1',
  ],
  ...[
    'for f in *; do rm "$f"; done',
    '(cd x && rm y)',
    'if true; then reboot; fi',
    'rm x',
    '> a',
    'xargs rm',
  ],
  // Whole lines that another part can be put to.
  ...[...ratedLines('dangerous'), ...ratedLines('harmless')]
    .map(({ command }) => command)
    .filter(
      (line) => !/\n|^!|[&\\]$/.test(line) && analyse(`${line} | ${line}`).kind === 'analysed',
    ),
];
const OPERATORS = [' && ', '; ', ' | ', ' || ', '\n', ' & '];

describe('a command', { timeout: 60_000 }, () => {
  it('is never less risky with a part more, in front or behind', () => {
    const part = fc.constantFrom(...COMMANDS);
    const operator = fc.constantFrom(...OPERATORS);
    fc.assert(
      fc.property(part, operator, part, operator, part, (first, one, second, other, third) => {
        const line = first + one + second;
        const own = assessCommand(line, FACTS.folder, FACTS);
        for (const longer of [line + other + third, third + other + line]) {
          const more = assessCommand(longer, FACTS.folder, FACTS);
          expect(compareTiers(more.tier, own.tier), `${longer} ≥ ${line}`).toBeGreaterThanOrEqual(
            0,
          );
          expect(
            own.actions.filter((action) => !more.actions.includes(action)),
            longer,
          ).toEqual([]);
          expect(more.certain && !own.certain, longer).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws, whatever is in it', () => {
    const piece = fc.oneof(
      fc.constantFrom(...COMMANDS, ...OPERATORS, '$(', ')', '"', "'", '`', '{', '<<E', '\\', '|'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        expect(TIERS).toContain(assessCommand(pieces.join(' '), FACTS.folder, FACTS).tier);
      }),
      { numRuns: 300 },
    );
  });
});
