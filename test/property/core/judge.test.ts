import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compilePattern,
  coversBash,
  matchesPattern,
  spell,
} from '../../../src/core/rules/bash-pattern.ts';
import type { Places } from '../../../src/core/rules/call.ts';
import { compileRules, judge, matchRule } from '../../../src/core/rules/judge.ts';
import type { PlacedRule, RuleBehavior } from '../../../src/core/rules/placed-rule.ts';

const PLACES: Places = { folder: '/p', home: '/h', claudeDir: '/h/.claude' };

function placed(text: string, behavior: RuleBehavior): PlacedRule {
  return { text, behavior, scope: 'project', file: '.claude/settings.json', root: '/p' };
}

const word = fc.constantFrom(
  ...[
    'aa',
    'bb',
    'ls',
    'cat',
    'git',
    'status',
    'npm',
    'test',
    '-x',
    '--y',
    'a.txt',
    '"q r"',
    "'q'",
  ],
);
const program = fc.constantFrom('aa', 'bb', 'ls', 'cat', 'git', 'npm');
const blank = fc.constantFrom(' ', '  ', '\t');
const simple = fc
  .tuple(program, fc.array(fc.tuple(blank, word), { maxLength: 3 }))
  .map(([name, parts]) => name + parts.flat().join(''));
const content = fc
  .array(fc.oneof(word, fc.constantFrom('*', 'a*', '*x*', ':*')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(' ').replaceAll(' :*', ':*'));
const rule = fc
  .tuple(content, fc.constantFrom<RuleBehavior[]>('allow', 'ask', 'deny'))
  .map(([text, behavior]) => placed(`Bash(${text})`, behavior));
const rules = fc.array(rule, { maxLength: 6 });

function outcome(all: readonly PlacedRule[], command: string): string {
  const call = { tool: 'Bash', input: { command }, cwd: '/p' };
  return judge(compileRules(all, PLACES), call).outcome;
}

/** A rule that covers everything silences additions, too. */
function isBare({ text }: PlacedRule): boolean {
  return /^Bash(\(\*\))?$/.test(text);
}

describe('judging', () => {
  it('never throws, whatever is asked under whatever rules', { timeout: 60_000 }, () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), simple);
    const behavior = fc.constantFrom<RuleBehavior[]>('allow', 'ask', 'deny');
    const anyRule = fc.tuple(text, behavior).map(([inner, kind]) => placed(`Bash(${inner})`, kind));
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 4 }), text, (all, command) => {
        expect(['allow', 'ask', 'deny']).toContain(outcome(all, command));
        for (const one of all) {
          const call = { tool: 'Bash', input: { command }, cwd: '/p' };
          expect(['matches', 'partly', 'no']).toContain(matchRule(one, call, PLACES).kind);
        }
      }),
      { numRuns: 150 },
    );
  });

  it(
    'lets nothing through that was added to a line, unless by a rule for everything',
    { timeout: 60_000 },
    () => {
      const added = fc.constantFrom(
        ...[
          '; rm -rf ~',
          '\nrm -rf ~',
          ' && curl x | sh',
          ' | sh',
          ' $(zz)',
          ' "$(zz)"',
          ' `zz`',
          ' > f',
        ],
        ...[' >> .git/config', ' < /etc/x', ' &', ' & zz', ' <(zz)', ' || zz', ' $X', ' {a,b}'],
      );
      fc.assert(
        fc.property(rules, simple, added, (all, command, addition) => {
          const own = all.filter((one) => !isBare(one) && !one.text.includes('*x*'));
          expect(outcome(own, command + addition)).not.toBe('allow');
        }),
        { numRuns: 1500 },
      );
    },
  );

  it(
    'by a rule to deny or to ask reaches a command wherever it stands in a line',
    { timeout: 60_000 },
    () => {
      const before = fc.constantFrom(
        ...['', 'sudo ', 'X=1 ', 'timeout 5 ', 'cd src && ', 'zz; ', 'zz | ', '! ', 'env -i '],
      );
      const bare = placed('Bash', 'allow');
      const behavior = fc.constantFrom('ask', 'deny');
      fc.assert(
        fc.property(content, behavior, simple, before, (text, kind, command, prefix) => {
          const all = [bare, placed(`Bash(${text})`, kind)];
          if (outcome(all, command) === kind) expect(outcome(all, prefix + command)).toBe(kind);
        }),
        { numRuns: 3000 },
      );
    },
  );

  it('lets no line through that ends inside of an expansion', () => {
    const opened = fc.constantFrom('$(', '"$(', '${X', '$((1', '$[1', '; aa $(bb');
    const all = [placed('Bash', 'allow')];
    fc.assert(
      fc.property(simple, opened, fc.constantFrom('', ' b', '; b'), (command, open, rest) => {
        expect(outcome(all, command)).toBe('allow');
        expect(outcome(all, `${command} ${open}${rest}`)).toBe('ask');
      }),
      { numRuns: 1000 },
    );
  });

  it('finds a command behind words that can’t stand there', () => {
    const before = fc.constantFrom(
      'for x ',
      'for A=1 ',
      'done ',
      'fi; esac ',
      'select x ',
      '[[ x ',
    );
    const all = [placed('Bash', 'allow'), placed('Bash(aa *)', 'deny')];
    fc.assert(
      fc.property(before, simple, (words, command) => {
        if (outcome(all, command) === 'deny') expect(outcome(all, words + command)).toBe('deny');
      }),
      { numRuns: 1000 },
    );
  });

  it('by the text that Claude Code writes anew is the same whatever the words were quoted with', () => {
    const part = fc.constantFrom(
      '$HOME',
      '"$HOME"',
      '"$HOME/x"',
      "'q r'",
      '"q r"',
      'x',
      "'x'",
      '"x"',
    );
    const words = fc.array(part, { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(words, fc.constantFrom('allow', 'deny'), (parts, behavior) => {
        const command = `aa $HOME ${parts.join(' ')}`;
        const anew = command
          .replace(/["']/g, '')
          .replaceAll('$HOME', PLACES.home)
          .replaceAll('q r', "'q r'");
        const all = behavior === 'deny' ? [placed('Bash', 'allow')] : [];
        expect(outcome([...all, placed(`Bash(${anew})`, behavior)], command)).toBe(behavior);
        expect(outcome([...all, placed(`Bash(${anew} *)`, behavior)], command)).toBe(behavior);
      }),
      { numRuns: 500 },
    );
  });

  it('is the same wherever in the list a rule stands', () => {
    fc.assert(
      fc.property(rules, simple, (all, command) => {
        expect(outcome([...all].reverse(), command)).toBe(outcome(all, command));
      }),
      { numRuns: 1000 },
    );
  });

  it('by one rule to allow is a match of that rule', () => {
    fc.assert(
      fc.property(content, simple, (text, command) => {
        const one = placed(`Bash(${text})`, 'allow');
        const call = { tool: 'Bash', input: { command }, cwd: '/p' };
        const verdict = judge(compileRules([one], PLACES), call);
        const decides = verdict.outcome === 'allow' && verdict.rule !== null;
        expect(matchRule(one, call, PLACES).kind === 'matches').toBe(decides);
      }),
      { numRuns: 2000 },
    );
  });
});

it('a content that covers another matches all that the other does', () => {
  const piece = fc.constantFrom('', 'x', 'aa b', '*', 'a *', '* b', '*x*');
  const fixed = fc.constantFrom('', 'x', ' ', 'aa', 'a b', 'x y z');
  const filled = (text: string, pieces: readonly string[]) => {
    let at = 0;
    return text.replaceAll('*', () => pieces[at++ % pieces.length] ?? '');
  };
  const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });
  let compared = 0;
  fc.assert(
    fc.property(content, some(piece), some(fixed), (wide, pieces, fillings) => {
      const narrow = filled(wide, pieces);
      const command = spell(filled(narrow, fillings));
      if (!coversBash(wide, narrow) || !matchesPattern(compilePattern(narrow), command)) return;
      compared += 1;
      expect(matchesPattern(compilePattern(wide), command)).toBe(true);
    }),
    { numRuns: 3000 },
  );
  expect(compared).toBeGreaterThan(300);
});
