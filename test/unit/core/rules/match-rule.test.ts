import { describe, expect, it } from 'vitest';
import type { Call } from '../../../../src/core/rules/call.ts';
import { matchRule } from '../../../../src/core/rules/judge.ts';
import type { RuleBehavior } from '../../../../src/core/rules/placed-rule.ts';
import type { Match } from '../../../../src/core/rules/verdict.ts';
import { FOLDER, PLACES, placed } from './placed.ts';

function match(rule: string, command: string, behavior: RuleBehavior = 'allow'): Match {
  const call: Call = { tool: 'Bash', input: { command }, cwd: FOLDER };
  return matchRule(placed(rule, behavior), call, PLACES);
}

describe('one rule and one command', () => {
  it.each([
    ['Bash(npm test *)', 'npm test -- a'],
    ['Bash(npm test *)', 'CI=1 timeout 5 npm test'],
    ['Bash(npm test *)', 'cd src && npm test'],
    ['Bash(ls *)', 'ls'],
    ['Bash', 'anything; at all'],
  ])('%s matches %s', (rule, command) => expect(match(rule, command)).toEqual({ kind: 'matches' }));

  it.each([
    ['Bash(npm test *)', 'npm tester', 'that word goes on'],
    ['Bash(npm test *)', 'yarn test', 'doesn’t begin with `npm test`'],
    ['Bash(npm test)', 'npm test x', 'exactly `npm test`'],
    ['Bash(npm test *)', 'PORT=1 npm test', '`PORT=1`'],
    ['Bash(npm test *)', 'env npm test', 'doesn’t look that far'],
    ['Bash(git * main)', 'git push', 'in that order'],
    ['Bash(npm test *)', "npm test 'x", 'not valid shell'],
    ['Bash(npm test', 'npm test', 'not written as a rule'],
    ['Bash(watch *)', 'watch x', 'no rule with a `*` covers it'],
  ])('%s does not match %s, and it is said why', (rule, command, why) => {
    const found = match(rule, command);
    expect(found.kind).toBe('no');
    expect(found).toMatchObject({ why: expect.stringContaining(why) as string });
  });

  it('may be a match for some parts only', () => {
    expect(match('Bash(npm test *)', 'npm test && make')).toEqual({
      kind: 'partly',
      why: 'No rule allows `make`.',
    });
  });

  it('names what no rule for commands can allow', () => {
    const found = match('Bash(npm test *)', 'npm test > out.txt');
    expect(found).toMatchObject({
      why: expect.stringContaining('`> out.txt` writes a file') as string,
    });
    expect(match('Bash(npm test *)', 'npm test &')).toMatchObject({
      why: expect.stringContaining('background') as string,
    });
  });

  it('reaches further to deny', () => {
    expect(match('Bash(npm test *)', 'sudo npm test', 'deny')).toEqual({ kind: 'matches' });
    expect(match('Bash(npm test *)', 'make && npm test', 'ask')).toEqual({ kind: 'matches' });
    expect(match('Bash(npm test *)', 'make', 'deny').kind).toBe('no');
  });
});

it('other tools are compared, too', () => {
  const call: Call = { tool: 'Read', input: { file_path: '/home/dev/x/a' }, cwd: FOLDER };
  expect(matchRule(placed('Read(//home/dev/x/**)'), call, PLACES)).toEqual({ kind: 'matches' });
  expect(matchRule(placed('Read(//home/dev/y/**)'), call, PLACES).kind).toBe('no');
  expect(matchRule(placed('Bash(cat *)'), call, PLACES).kind).toBe('no');
});
