import { expect, test } from 'vitest';
import { readCall } from '../../../../src/agents/claude-code/subject.ts';
import type { JsonObject } from '../../../../src/core/json.ts';
import { explainCall, type Explanation } from '../../../../src/core/rules/explanation.ts';
import { compileRules } from '../../../../src/core/rules/judge.ts';
import type { PlacedRule, RuleBehavior } from '../../../../src/core/rules/placed-rule.ts';

const places = { folder: '/home/dev/proj', home: '/home/dev', claudeDir: '/home/dev/.claude' };

function placed(behavior: RuleBehavior, text: string): PlacedRule {
  return {
    text,
    behavior,
    scope: 'user',
    file: '/home/dev/.claude/settings.json',
    root: '/home/dev/.claude',
  };
}

function explain(tool: string, input: JsonObject, ...rules: readonly PlacedRule[]): Explanation {
  const { subject } = readCall(tool, input, undefined);
  const call = { tool, input, cwd: places.folder };
  return explainCall({ call, subject, places, rules: compileRules(rules, places) });
}

test('a command line is told in its simple commands, in order', () => {
  const { parts } = explain('Bash', { command: 'npm run build 2>&1 && git push | tail -3' });
  expect(parts).toEqual(['npm run build', 'git push', 'tail -3']);
});

test('nothing is told of the parts of another tool, or of what can’t be analysed', () => {
  expect(explain('Read', { file_path: '/home/dev/proj/a.ts' }).parts).toEqual([]);
  expect(explain('Bash', { command: 'echo "' }).parts).toEqual([]);
});

test('what always would offer is a ladder with exactly one preselected step', () => {
  const { allow, deny, why } = explain('Bash', { command: 'npm test' });
  expect(allow[0]).toMatchObject({ rung: 'exact', rules: ['Bash(npm test)'] });
  for (const ladder of [allow, deny]) {
    expect(ladder.filter(({ selected }) => selected)).toHaveLength(1);
  }
  expect(why).toBeUndefined();
});

test('where nothing may be offered, it says why', () => {
  const { allow, why } = explain('AskUserQuestion', { questions: [] });
  expect(allow).toEqual([]);
  expect(why).toBe('This is answered once: there is nothing to remember.');
});

test('the verdict names the rule that decides as it stands in its file', () => {
  const rules = [placed('allow', 'Bash(npm test)'), placed('deny', 'Bash(git push:*)')];
  expect(explain('Bash', { command: 'npm test' }, ...rules).verdict).toMatchObject({
    outcome: 'allow',
    rule: 'Bash(npm test)',
  });
  expect(explain('Bash', { command: 'git push -f' }, ...rules).verdict).toMatchObject({
    outcome: 'deny',
    rule: 'Bash(git push:*)',
  });
});

test('where no rule decides, none is named', () => {
  const { verdict } = explain('Bash', { command: 'npm publish' }, placed('allow', 'Bash(ls)'));
  expect(verdict.outcome).toBe('ask');
  expect(verdict).not.toHaveProperty('rule');
  expect(verdict.because).not.toBe('');
});
