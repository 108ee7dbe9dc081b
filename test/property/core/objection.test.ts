import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileRules, judge } from '../../../src/core/rules/judge.ts';
import { objectionTo } from '../../../src/core/rules/objection.ts';
import type { PlacedRule, RuleBehavior } from '../../../src/core/rules/placed-rule.ts';

const PLACES = { folder: '/p', home: '/h', claudeDir: '/h/.claude' };

function placed(text: string, behavior: RuleBehavior): PlacedRule {
  return { text, behavior, scope: 'project', file: '.claude/settings.json', root: '/p' };
}

const behavior = fc.constantFrom<RuleBehavior[]>('allow', 'ask', 'deny');
const program = fc.constantFrom('rm', 'ls', 'cat', 'git', 'aa');
/** Ways to name a program, plain and hidden. */
const named = fc.oneof(
  program,
  program.map((one) => `/usr/bin/${one}`),
  program.map((one) => `"${one}"`),
  program.map((one) => `\\${one}`),
  program.map((one) => `a=${one}; $a`),
  program.map((one) => `$(echo ${one})`),
  program.map((one) => `X=1 timeout 5 ${one}`),
  program.map((one) => `xargs ${one}`),
  program.map((one) => `sh -c '${one} x'`),
);
const args = fc.array(fc.constantFrom('x', '-f', 'src/a.ts', '/etc/hosts', '> out', '< /etc/x'), {
  maxLength: 3,
});
const simple = fc.tuple(named, args).map(([one, rest]) => [one, ...rest].join(' '));
const joint = fc.constantFrom(' && ', ' | ', '; ', ' & ', '\n', ' || ');
const line = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(simple, joint, simple).map((parts) => parts.join('')) },
  { weight: 8, arbitrary: simple },
  { weight: 1, arbitrary: simple.map((one) => `(${one}`) },
  { weight: 1, arbitrary: simple.map((one) => `${one} |`) },
  { weight: 1, arbitrary: simple.map((one) => `if true; then ${one}; fi`) },
  { weight: 1, arbitrary: fc.string() },
);
const content = fc.oneof(
  program,
  program.map((one) => `${one} *`),
  program.map((one) => `${one}:*`),
  program.map((one) => `${one} x`),
  program.map((one) => `*${one}*`),
  simple,
);
const ruleText = fc.oneof(
  { weight: 12, arbitrary: content.map((text) => `Bash(${text})`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'Read(//etc/**)',
      'Edit(src/**)',
      'Read',
      'Edit(~/**)',
      'Read(//**/*)',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('Bash', 'Bash(*)', 'Bash(run_in_background:true)') },
);
const rules = fc.array(
  fc.tuple(ruleText, behavior).map(([text, kind]) => placed(text, kind)),
  { maxLength: 5 },
);

it(
  'what rules have against a call is what they say of it, where they deny or ask',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(rules, line, fc.boolean(), (all, command, inBackground) => {
        const set = compileRules(all, PLACES);
        const input = { command, ...(inBackground && { run_in_background: true }) };
        const call = { tool: 'Bash', input, cwd: '/p' };
        const said = judge(set, call);
        const objects = said.outcome !== 'allow' && said.rule !== null;
        expect(objectionTo(set, call)).toEqual(objects ? said : null);
      }),
      { numRuns: 3_000 },
    );
  },
);

it('rules for other tools object as they judge', () => {
  const set = compileRules([placed('Read(//etc/**)', 'deny'), placed('WebFetch', 'ask')], PLACES);
  const read = (file_path: string) =>
    objectionTo(set, { tool: 'Read', input: { file_path }, cwd: '/p' })?.outcome ?? null;
  expect(read('/etc/hosts')).toBe('deny');
  expect(read('/p/a.ts')).toBeNull();
  expect(read('/opt/a.ts')).toBeNull();
  const url = 'https://example.com/';
  expect(objectionTo(set, { tool: 'WebFetch', input: { url }, cwd: '/p' })?.outcome).toBe('ask');
});
