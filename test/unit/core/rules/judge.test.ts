import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/json.ts';
import { compileRules, judge, matchRule } from '../../../../src/core/rules/judge.ts';
import type { PlacedRule } from '../../../../src/core/rules/placed-rule.ts';
import type { Verdict } from '../../../../src/core/rules/verdict.ts';
import { FOLDER, PLACES, placed } from './placed.ts';

function verdict(rules: readonly PlacedRule[], tool: string, input: JsonObject): Verdict {
  return judge(compileRules(rules, PLACES), { tool, input, cwd: FOLDER });
}

/** The outcome, and the rule that decides. */
function decided(rules: readonly PlacedRule[], tool: string, input: JsonObject): string {
  const { outcome, rule } = verdict(rules, tool, input);
  return rule === null ? outcome : `${outcome} by ${rule.behavior} ${rule.text}`;
}

describe('a call whose input isn’t what its tool takes', () => {
  const all = ['Bash', 'Read', 'Edit', 'Write', 'NotebookEdit', 'WebFetch'].map((one) =>
    placed(one),
  );

  it('is asked about, whatever is allowed', () => {
    expect(verdict(all, 'Bash', {})).toEqual({
      outcome: 'ask',
      rule: null,
      because: 'This call holds no command that can be read.',
    });
    expect(verdict(all, 'Bash', { command: ['ls'] }).outcome).toBe('ask');
    const noFile = {
      outcome: 'ask',
      rule: null,
      because: 'This call names no file that can be read.',
    };
    for (const tool of ['Read', 'Edit', 'MultiEdit', 'Write']) {
      expect(verdict(all, tool, {})).toEqual(noFile);
      expect(verdict(all, tool, { file_path: 7 })).toEqual(noFile);
      expect(verdict(all, tool, { notebook_path: 'a' })).toEqual(noFile);
    }
    expect(verdict(all, 'NotebookEdit', { file_path: 'a' })).toEqual(noFile);
  });
});

describe('the tools that work on one file', () => {
  it.each([
    ['Edit', 'file_path'],
    ['MultiEdit', 'file_path'],
    ['Write', 'file_path'],
    ['NotebookEdit', 'notebook_path'],
  ])('%s changes the file its %s names', (tool, field) => {
    const input = { [field]: 'src/a.ts' };
    expect(decided([placed('Edit(src/**)')], tool, input)).toBe('allow by allow Edit(src/**)');
    expect(decided([placed('Edit(lib/**)')], tool, input)).toBe('ask');
    expect(decided([], tool, input)).toBe('ask');
    expect(decided([placed('Read(src/**)', 'deny')], tool, input)).toBe(
      'deny by deny Read(src/**)',
    );
  });

  it('Read only reads', () => {
    expect(decided([], 'Read', { file_path: 'src/a.ts' })).toBe('allow');
    expect(decided([placed('Edit(src/**)', 'deny')], 'Read', { file_path: 'src/a.ts' })).toBe(
      'allow',
    );
  });
});

describe('rules for a parameter', () => {
  it('come before what is allowed, and after what is denied', () => {
    const rules = [placed('Bash(ls *)'), placed('Bash(timeout:*)', 'ask')];
    expect(decided(rules, 'Bash', { command: 'ls a' })).toBe('allow by allow Bash(ls *)');
    expect(decided(rules, 'Bash', { command: 'ls a', timeout: 5 })).toBe(
      'ask by ask Bash(timeout:*)',
    );
    const denied = [...rules, placed('Bash(ls *)', 'deny')];
    expect(decided(denied, 'Bash', { command: 'ls a', timeout: 5 })).toBe(
      'deny by deny Bash(ls *)',
    );
  });

  it('decide where nothing but our own doubt asks', () => {
    const ask = [placed('Bash(timeout:*)', 'ask')];
    expect(decided(ask, 'Bash', { command: 'npm x', timeout: 5 })).toBe(
      'ask by ask Bash(timeout:*)',
    );
    const both = [...ask, placed('Bash(npm *)', 'ask')];
    expect(decided(both, 'Bash', { command: 'npm x', timeout: 5 })).toBe('ask by ask Bash(npm *)');
    const deny = [placed('Bash(timeout:*)', 'deny'), placed('Bash(npm *)', 'ask')];
    expect(decided(deny, 'Bash', { command: 'npm x', timeout: 5 })).toBe(
      'deny by deny Bash(timeout:*)',
    );
  });

  it('look at words, numbers and yes or no, and at nothing that isn’t there', () => {
    const rule = (value: string) => [placed(`WebSearch(p:${value})`, 'deny'), placed('WebSearch')];
    const denied = (value: string, p: JsonObject[string]) =>
      verdict(rule(value), 'WebSearch', { p }).outcome === 'deny';
    expect(denied('5', 5)).toBe(true);
    expect(denied('true', true)).toBe(true);
    expect(denied(' a ', 'a')).toBe(true);
    expect(denied('a*', 'abc')).toBe(true);
    expect(denied('a', 'abc')).toBe(false);
    expect(denied('null', null)).toBe(false);
    expect(denied('*', null)).toBe(false);
    expect(denied('*', ['a'])).toBe(false);
    expect(denied('*', {})).toBe(false);
    expect(verdict(rule('*'), 'WebSearch', {}).outcome).toBe('allow');
    expect(verdict(rule('*'), 'WebFetch', { p: 'a' }).outcome).toBe('ask');
    const inherited = [placed('WebSearch(toString:*)', 'deny'), placed('WebSearch')];
    expect(verdict(inherited, 'WebSearch', {}).outcome).toBe('allow');
  });

  it('are none where the name is what the tool’s own rules are about', () => {
    const edit = { file_path: 'src/a.ts', notebook_path: 'src/a.ts' };
    for (const [tool, field] of [
      ['Read', 'file_path'],
      ['Edit', 'file_path'],
      ['MultiEdit', 'file_path'],
      ['Write', 'file_path'],
      ['NotebookEdit', 'notebook_path'],
    ] as const) {
      expect(verdict([placed(`${tool}(${field}:src*)`, 'deny')], tool, edit).rule).toBeNull();
      expect(verdict([placed(`${tool}(x:*)`, 'deny')], tool, { ...edit, x: 1 }).rule).toBeNull();
      expect(verdict([placed(`${tool}(x:1*)`, 'deny')], tool, { ...edit, x: 1 }).outcome).toBe(
        'deny',
      );
    }
    expect(verdict([placed('WebFetch(prompt:*)', 'deny')], 'WebFetch', { prompt: 'x' }).rule).toBe(
      null,
    );
  });

  it('take a skill’s name without its slash', () => {
    const rules = [placed('Skill(skill:deploy)', 'deny'), placed('Skill')];
    expect(verdict(rules, 'Skill', { skill: '/deploy' }).outcome).toBe('deny');
    expect(verdict(rules, 'Skill', { skill: 'deploy' }).outcome).toBe('deny');
    const args = [placed('Skill(args:x)', 'deny'), placed('Skill')];
    expect(verdict(args, 'Skill', { skill: 'a', args: '/x' }).outcome).toBe('allow');
    expect(verdict(args, 'Skill', { skill: 'a', args: 'x' }).outcome).toBe('deny');
  });
});

describe('addresses', () => {
  const fetch = (rules: readonly PlacedRule[], url: JsonObject[string]) =>
    verdict(rules, 'WebFetch', { url, prompt: 'p' });

  it('that are none are asked about where a host is denied', () => {
    const rules = [
      placed('WebFetch(domain:a.org)', 'deny'),
      placed('WebFetch(domain:b.org)', 'deny'),
      placed('WebFetch'),
    ];
    expect(fetch(rules, 'https://a b.org/')).toEqual({
      outcome: 'ask',
      rule: null,
      because:
        'The address is not written plainly enough to tell whether WebFetch(domain:a.org) covers it.',
    });
    expect(fetch(rules, 7).outcome).toBe('ask');
    expect(fetch(rules, 'https://c.org/').outcome).toBe('allow');
    expect(fetch([placed('WebFetch')], 'https://a b.org/').outcome).toBe('allow');
    expect(fetch([placed('WebFetch(domain:*)')], 'https://a b.org/').outcome).toBe('ask');
    const last = [...rules, placed('WebFetch', 'deny')];
    expect(fetch(last, 'https://a b.org/').rule?.text).toBe('WebFetch');
  });

  it('are judged by the host that they lead to, however they are written', () => {
    const rules = [placed('WebFetch(domain:a.org)', 'deny'), placed('WebFetch')];
    expect(fetch(rules, 'https://a.org\\@c.org/').outcome).toBe('deny');
    expect(fetch(rules, 'https://a%2Eorg/').outcome).toBe('deny');
    expect(fetch(rules, 'https://c.org\\@a.org/').outcome).toBe('allow');
  });

  it('are named by their host, where there is one', () => {
    expect(fetch([], 'https://x.org/a').because).toBe('No rule allows pages of x.org.');
    expect(fetch([], 'nothing').because).toBe('No rule allows WebFetch.');
    expect(fetch([], 7).because).toBe('No rule allows WebFetch.');
    expect(verdict([], 'WebSearch', { url: 'https://x.org' }).because).toBe(
      'No rule allows WebSearch.',
    );
    expect(fetch([], 'https://react.dev/').because).toBe(
      'Claude Code doesn’t ask for pages of react.dev.',
    );
  });

  it('of free hosts are fetched by WebFetch only', () => {
    expect(fetch([], 'https://react.dev/').outcome).toBe('allow');
    expect(verdict([], 'WebSearch', { url: 'https://react.dev/' }).outcome).toBe('ask');
  });
});

describe('all other tools', () => {
  it('are asked about unless a rule names them', () => {
    expect(verdict([], 'SomeNewTool', {})).toEqual({
      outcome: 'ask',
      rule: null,
      because: 'No rule allows SomeNewTool.',
    });
    expect(decided([placed('SomeNewTool')], 'SomeNewTool', {})).toBe('allow by allow SomeNewTool');
    expect(decided([placed('Some*')], 'SomeNewTool', {})).toBe('ask');
    expect(decided([placed('Some*', 'deny')], 'SomeNewTool', {})).toBe('deny by deny Some*');
    expect(decided([placed('SomeNewTool(x)')], 'SomeNewTool', { x: 'x' })).toBe('ask');
    expect(decided([placed('SomeNewTool(x:y)')], 'SomeNewTool', { x: 'y' })).toBe('ask');
  });

  it.each(['Glob', 'Grep', 'LS'])('%s looks through the project unasked', (tool) => {
    expect(verdict([], tool, { pattern: 'x' }).outcome).toBe('allow');
    expect(verdict([], tool, { pattern: 'x', path: '/etc' }).outcome).toBe('ask');
  });

  it.each(['AskUserQuestion', 'ExitPlanMode'])(
    '%s is a question, which no rule answers',
    (tool) => {
      const { outcome, because } = verdict([placed(tool)], tool, {});
      expect([outcome, because]).toEqual(['ask', `${tool} is a question: no rule can answer it.`]);
      expect(decided([placed(tool, 'deny')], tool, {})).toBe(`deny by deny ${tool}`);
    },
  );

  it('of a server are meant by its name alone, and by a pattern for names', () => {
    const call = (text: string, behavior: 'allow' | 'deny' = 'allow', tool = 'mcp__a__get_x') =>
      verdict([placed(text, behavior)], tool, {}).outcome;
    for (const text of ['mcp__a', 'mcp__a__*', 'mcp__a__get_*', 'mcp__a__get_x', 'mcp__a__*_x']) {
      expect([text, call(text)]).toEqual([text, 'allow']);
      expect([text, call(text, 'deny')]).toEqual([text, 'deny']);
    }
    for (const text of ['mcp__*', '*', 'mcp__a*', 'mcp__*__get_x']) {
      expect([text, call(text)]).toEqual([text, 'ask']);
      expect([text, call(text, 'deny')]).toEqual([text, 'deny']);
    }
    for (const text of ['mcp__b', 'mcp__', 'mcp__a__get', 'mcp__a__set_*', 'xmcp__a', 'a']) {
      expect([text, call(text)]).toEqual([text, 'ask']);
      expect([text, call(text, 'deny')]).toEqual([text, 'ask']);
    }
    expect(call('mcp__a', 'deny', 'xmcp__a__b')).toBe('ask');
    expect(call('mcp__a', 'deny', 'mcp__ab__c')).toBe('ask');
    expect(call('Xmcp__a__*', 'allow', 'Xmcp__a__b')).toBe('ask');
  });

  it('Agent is the same as Task, and its type counts only to deny', () => {
    const agent = (rules: readonly PlacedRule[], input: JsonObject) =>
      decided(rules, 'Agent', input);
    expect(agent([placed('Task(Explore)', 'deny')], { subagent_type: 'Explore' })).toBe(
      'deny by deny Task(Explore)',
    );
    expect(decided([placed('Agent', 'ask')], 'Task', {})).toBe('ask by ask Agent');
    expect(agent([placed('Agent(general-purpose)', 'deny')], {})).toBe(
      'deny by deny Agent(general-purpose)',
    );
    expect(agent([placed('Agent(Explore)', 'ask')], { subagent_type: 'Explore' })).toBe('allow');
    expect(agent([placed('Agent(Explore)', 'deny')], { subagent_type: 'Plan' })).toBe('allow');
  });

  it('a skill is meant by its name, or by how that begins', () => {
    const skill = (text: string, name: JsonObject[string], behavior: 'allow' | 'ask' = 'allow') =>
      verdict([placed(text, behavior)], 'Skill', { skill: name }).rule !== null;
    expect(skill('Skill(a)', 'a')).toBe(true);
    expect(skill('Skill(/a)', 'a')).toBe(true);
    expect(skill('Skill(a)', '/a')).toBe(true);
    expect(skill('Skill(a)', 'x/a')).toBe(false);
    expect(skill('Skill(a *)', 'ab')).toBe(true);
    expect(skill('Skill(/a:*)', '/ab')).toBe(true);
    expect(skill('Skill(b *)', 'ab')).toBe(false);
    expect(skill('Skill(a*)', 'ab')).toBe(false);
    expect(skill('Skill(a)', 7)).toBe(false);
    expect(skill('Skill(a)', 'a', 'ask')).toBe(false);
    expect(skill('Skill', 'a', 'ask')).toBe(true);
  });
});

describe('whether one rule matches, and if not, why', () => {
  const why = (
    text: string,
    tool: string,
    input: JsonObject,
    behavior: 'allow' | 'deny' = 'allow',
  ) => {
    const match = matchRule(placed(text, behavior), { tool, input, cwd: FOLDER }, PLACES);
    return match.kind === 'matches' ? match.kind : `${match.kind}: ${match.why}`;
  };

  it('says so of tools other than Bash', () => {
    expect(why('WebSearch', 'WebSearch', {})).toBe('matches');
    expect(why('WebFetch', 'WebSearch', {})).toBe('no: No rule allows WebSearch.');
    expect(why('websearch(', 'WebSearch', {})).toBe(
      'no: websearch( is not written as a rule: it is skipped.',
    );
    expect(why('Bash(ls)', 'Bash', {})).toBe('no: This call holds no command that can be read.');
    expect(why('Bash(ls)', 'Read', { command: 'ls', file_path: '/x' })).toBe(
      'no: No rule allows reading /x.',
    );
  });

  it('says of a command where it differs', () => {
    const bash = (text: string, command: string) => why(text, 'Bash', { command });
    expect(bash('Bash(npm test)', 'npm test')).toBe('matches');
    expect(bash('Bash(npm test)', 'npm run')).toBe(
      'no: Bash(npm test) is for exactly `npm test`, and `npm run` differs.',
    );
    expect(bash('Bash(npm test *)', 'npm tests')).toBe(
      'no: Bash(npm test *) ends with a word, and in `npm tests` that word goes on.',
    );
    expect(bash('Bash(npm test *)', 'yarn test')).toBe(
      'no: `yarn test` doesn’t begin with `npm test`.',
    );
    expect(bash('Bash(npm * x)', 'npm test')).toBe(
      'no: The fixed parts of Bash(npm * x) don’t stand in `npm test` in that order.',
    );
    expect(bash('Bash(npm *)', 'sudo npm test')).toBe(
      'no: Bash(npm *) would cover what `sudo npm test` runs in the end, but a rule to allow doesn’t look that far.',
    );
    expect(bash('Bash(npm *)', 'X=1 npm test')).toBe(
      'no: Bash(npm *) doesn’t look past `X=1`: only harmless variables may stand in front.',
    );
  });
});
