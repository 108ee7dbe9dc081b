import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../src/core/rules/call.ts';
import { whyDead } from '../../../src/core/rules/dead-rule.ts';
import { compileRules, judge } from '../../../src/core/rules/judge.ts';
import type { PlacedRule, RuleBehavior, Scope } from '../../../src/core/rules/placed-rule.ts';
import { coversRule, extentOf } from '../../../src/core/rules/rule-coverage.ts';
import { standingOf } from '../../../src/core/rules/standing.ts';
import { PLACES, placed } from '../../unit/core/rules/placed.ts';

const { folder, home } = PLACES;

const name = fc.constantFrom('a', 'b', 'ab', 'A', 'src', 'a.ts', 'x y', '.npmrc');
const glob = fc.oneof(
  name,
  fc.constantFrom('*', '**', 'a*', '*b', '*.ts', 'a?', '[ab]', '***', ''),
);
const pattern = fc
  .tuple(
    fc.constantFrom('', './', '/', '//', '~/', `/${folder}/`, '!', '../'),
    fc.array(glob, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '', '/', '/**'),
  )
  .map(([start, parts, end]) => start + parts.join('/') + end);
const label = fc.constantFrom('a', 'b', 'ab', 'org', '*', 'a*', '*b', '**');
const domain = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
const word = fc.constantFrom(
  'npm',
  'run',
  'a',
  'ab',
  '*',
  'a*',
  ':*',
  '"a b"',
  '  ',
  '&&',
  '>',
  '\\*',
);
const words = fc.array(word, { minLength: 1, maxLength: 5 }).map((list) => list.join(' '));
const tool = fc.constantFrom('get', 'get_a', 'set', 'g*', '*', '*_a');

const text = fc.oneof(
  fc.tuple(fc.constantFrom('Read', 'Edit'), pattern).map(([kind, path]) => `${kind}(${path})`),
  domain.map((hosts) => `WebFetch(domain:${hosts})`),
  words.map((content) => `Bash(${content})`),
  words.map((content) => `Bash(${content.replace(/ ?:\*/g, '')}:*)`),
  fc.tuple(fc.constantFrom('srv', 's', 's*', '*'), tool).map((parts) => `mcp__${parts.join('__')}`),
  fc.constantFrom('mcp__srv', 'mcp__s', 'Skill(a)', 'Skill(a *)', 'Skill(ab *)', 'Skill(/ab)', '*'),
  fc.constantFrom('Agent', 'Agent(a)', 'Task(a)', 'Agent(model:o*)', 'Agent(model:opus)', 'Bash'),
  fc.constantFrom('Read', 'Edit', 'Write', 'Read(*)', 'Edit(*)', 'Write(*)', 'WebFetch', 'Web*'),
);
const scope = fc.constantFrom<Scope[]>('user', 'project', 'local');
const behavior = fc.constantFrom<RuleBehavior[]>('allow', 'ask', 'deny');

const path = fc
  .tuple(
    fc.constantFrom('', `${folder}/`, `${home}/`, '/', '../', '~/'),
    fc.array(fc.constantFrom('a', 'b', 'ab', 'A', 'src', 'a.ts', 'x y', 'c'), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([start, parts]) => start + parts.join('/'));
const cwd = fc.constantFrom(folder, folder, `${folder}/a`, `${folder}/src`);
const host = fc.array(fc.constantFrom('a', 'b', 'ab', 'org', 'c'), { minLength: 1, maxLength: 4 });
const plain = fc
  .array(fc.constantFrom('npm', 'run', 'a', 'ab', 'abc', '"a b"', ' ', '"*"'), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => `npm ${list.join(' ')}`);
const command = fc.oneof(
  plain,
  fc.tuple(plain, fc.constantFrom(';', '&&', '|', '&'), plain).map((parts) => parts.join(' ')),
);

const call: fc.Arbitrary<Call> = fc
  .tuple(
    cwd,
    fc.oneof(
      fc.tuple(fc.constantFrom('Read', 'Edit', 'Write'), path).map(([kind, file]) => ({
        tool: kind,
        input: { file_path: file },
      })),
      path.map((file) => ({ tool: 'Bash', input: { command: `cat "${file}" > "${file}"` } })),
      host.map((labels) => ({ tool: 'WebFetch', input: { url: `https://${labels.join('.')}/` } })),
      command.map((line) => ({ tool: 'Bash', input: { command: line } })),
      fc
        .constantFrom('mcp__srv__get', 'mcp__srv__get_a', 'mcp__s__set', 'mcp__t__get', 'WebSearch')
        .map((called) => ({ tool: called, input: {} })),
      fc.constantFrom('a', 'ab', '/ab', 'b').map((skill) => ({ tool: 'Skill', input: { skill } })),
      fc.constantFrom('a', 'b').map((subagent_type) => ({
        tool: 'Agent',
        input: { subagent_type, model: 'opus' },
      })),
    ),
  )
  .map(([where, made]) => ({ ...made, cwd: where }));

/** Whether a rule alone decides a call. */
function matches(rule: PlacedRule, made: Call): boolean {
  return judge(compileRules([rule], PLACES), made).rule !== null;
}

const RANK = { deny: 0, ask: 1, allow: 2 };

describe('what one rule covers of another', { timeout: 60_000 }, () => {
  it('is matched by it: whatever the covered one decides, the covering one decides alone', () => {
    fc.assert(
      fc.property(
        fc.tuple(text, scope, behavior),
        fc.tuple(text, scope, behavior),
        fc.array(call, { minLength: 12, maxLength: 12 }),
        (first, second, calls) => {
          const [wide, narrow] = [placed(...rule(first)), placed(...rule(second))];
          if (RANK[wide.behavior] > RANK[narrow.behavior]) return;
          if (whyDead(wide, PLACES) !== null) return;
          const [outer, inner] = [extentOf(wide, PLACES), extentOf(narrow, PLACES)];
          if (outer === null || inner === null || !coversRule(outer, inner, PLACES)) return;
          for (const made of calls) {
            if (matches(narrow, made)) expect([made, matches(wide, made)]).toEqual([made, true]);
          }
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('leaves a rule that is said to be dead nothing to match', () => {
    fc.assert(
      fc.property(
        fc.tuple(text, scope, behavior),
        fc.array(call, { minLength: 12, maxLength: 12 }),
        (one, calls) => {
          const dead = placed(...rule(one));
          // Where a path was meant to start is guessed: only such rules could match something after all.
          if (whyDead(dead, PLACES) === null || /\(\/[^/]/.test(dead.text)) return;
          for (const made of calls) expect([made, matches(dead, made)]).toEqual([made, false]);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('changes no verdict when what is dead, shadowed or covered is taken away', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, scope, behavior), { minLength: 1, maxLength: 8 }),
        fc.array(call, { minLength: 12, maxLength: 12 }),
        (list, calls) => {
          const all = list.map((one) => placed(...rule(one)));
          const useful = all.filter((one) => standingOf(one, all, PLACES).kind === 'in-force');
          const [before, after] = [compileRules(all, PLACES), compileRules(useful, PLACES)];
          // In the background, Claude Code asks about what would run by the other rules too (measured).
          for (const made of calls.filter((one) => !isInBackground(one))) {
            expect([made, judge(after, made).outcome]).toEqual([made, judge(before, made).outcome]);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});

function isInBackground({ input }: Call): boolean {
  return typeof input['command'] === 'string' && / & /.test(input['command']);
}

function rule([content, where, kind]: [string, Scope, RuleBehavior]) {
  return [content, kind, where] as const;
}
