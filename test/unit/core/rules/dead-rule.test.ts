import { describe, expect, it } from 'vitest';
import { whyDead } from '../../../../src/core/rules/dead-rule.ts';
import type { RuleBehavior, Scope } from '../../../../src/core/rules/placed-rule.ts';
import { PLACES, placed } from './placed.ts';

function dead(text: string, behavior: RuleBehavior = 'allow', scope: Scope = 'project') {
  return whyDead(placed(text, behavior, scope), PLACES);
}

describe('rules that nothing can match', () => {
  it.each([
    ...['Write(src/**)', 'NotebookEdit(**)', 'MultiEdit(a)', 'Glob(src/**)', 'WebFetch(x.org)'],
    ...['WebFetch(https://x.org/*)', 'WebFetch(domain:x.org:8080)', 'WebFetch(domain:x.org/a)'],
    ...['WebSearch(abc)', 'TodoWrite(x)', 'Skill(fo*)', 'AskUserQuestion', 'ExitPlanMode'],
    ...['mcp__srv__', 'mcp__*', 'Bash(:*)', 'Bash(git push * :*)', 'Bash( npm test)', 'Bash()'],
    ...['Bash(make a && npm *)', 'Bash(a; b *)', 'Bash(a | b *)', 'Bash(a & b)', 'Bash((a b))'],
    ...['Edit(.npmrc)', 'Edit(.git/**)', 'Edit(/.vscode/settings.json)', 'Edit(**/.husky/**)'],
    ...['Edit(~/.bashrc)', 'Edit(../lib/**)', 'Read(src/../lib)', 'Edit(.)', 'Edit(/)', 'Edit(//)'],
    ...['Edit(#a)', 'Edit( src/** )', 'Read(a\\?)', 'Agent(Explore)', 'Task(Explore)'],
    ...['Edit(/home/dev/proj/src/**)', 'Read(/home/dev/outside/**)', 'Read(/Users/me/x)'],
  ])('%s', (text) => {
    expect(dead(text)).not.toBeNull();
  });

  it('names what to write instead', () => {
    expect(dead('Write(src/**)')).toContain('Edit(src/**)');
    expect(dead('Read(/home/dev/outside/**)')).toContain('//home/dev/outside/**');
  });

  it('knows that in the user’s file one slash starts at ~/.claude', () => {
    expect(dead('Read(/src/**)', 'deny', 'user')).toContain('/home/dev/.claude');
    expect(dead('Edit(/src/**)', 'allow', 'user')).not.toBeNull();
    expect(dead('Read(/projects/**)', 'allow', 'user')).toBeNull();
    expect(dead('Read(/src/**)', 'deny')).toBeNull();
  });
});

describe('rules that something can match', () => {
  it.each([
    ...['Bash', 'Bash(make a && npm test)', 'Bash(a:* b)', 'Bash(npm run test:*)', 'Bash( * )'],
    ...['Bash(a $(b) c)', 'Bash(a && b:*)', 'Bash(a 2>&1)', 'Bash(a "& b")'],
    ...['Bash(echo "a; b" *)', 'Edit(//**)', 'Edit(src/**)', 'Read(.git/**)', 'Edit(.claude/**)'],
    ...['Edit(.claude/worktrees/**)', 'Edit(.github/**)', 'Edit(!a)', 'Edit(.env)', 'Edit(*)'],
    ...['Edit(*.ts)', 'Edit(~/notes/**)', 'Skill(foo *)', 'WebFetch(domain:*.x.org)', 'mcp__srv'],
    ...['mcp__srv__*', 'Write', 'Write(*)', 'NewTool', 'PowerShell(Get-*)'],
  ])('%s', (text) => {
    expect(dead(text)).toBeNull();
  });

  it.each([
    ...['Write(content:x*)', 'Agent(model:opus)', 'Agent(Explore)', 'Bash(timeout:*)', 'Web*'],
    ...['Bash(a | b *)', 'Bash(a & b)', 'Bash((a b))', 'Bash(a && b)'],
    ...['WebSearch(query:abc)', 'Edit(.npmrc)', 'Edit(.git/**)', 'AskUserQuestion', 'mcp__*'],
  ])('%s, to deny', (text) => {
    expect(dead(text, 'deny')).toBeNull();
  });
});

describe('what is said of a rule that nothing can match', () => {
  it.each([
    [
      'WebFetch(x.org)',
      'A WebFetch rule names a host and nothing more: WebFetch(domain:example.com).',
    ],
    [
      'Agent(Explore)',
      'A type of agent can only be denied; to be asked about agents, write Agent alone.',
    ],
    ['WebSearch(abc)', 'WebSearch rules can’t tell calls apart: write WebSearch alone.'],
    ['ExitPlanMode', 'ExitPlanMode is a question: no rule can answer it.'],
    ['mcp__srv__', 'Nothing is named after the server: write mcp__srv__*.'],
    ['Glob(src/**)', 'Claude Code never compares paths with Glob rules: write Read(src/**).'],
    [
      'Skill(fo*)',
      'In a skill’s name * is only understood at the end, after a blank: Skill(name *).',
    ],
    ['Bash( npm test)', 'Commands are compared without blanks around them: take them away.'],
    ['Bash(npm test )', 'Commands are compared without blanks around them: take them away.'],
    ['Bash( npm:*)', 'Commands are compared without blanks around them: take them away.'],
    [
      'Bash(git push :*)',
      'A “:*” right after a blank ends no word, so no command begins like that: write * alone.',
    ],
    [
      'Bash(a && b *)',
      'Each command is compared by itself, so no pattern with "&&" in it can match: write one rule for each part.',
    ],
    ['Bash(a & b)', 'Claude Code always asks about what runs in the background or in parentheses.'],
    ['Bash(cp -r *)', 'With options, `cp` and `mv` are always asked.'],
    ['Bash(mv a b -f)', 'With options, `cp` and `mv` are always asked.'],
    ['Edit(#a)', 'A path that begins with # is read as a remark: write \\# for it.'],
    ['Edit(.)', 'This names no file: write ** for everything below.'],
    [
      'Edit(../lib/**)',
      'A path in a rule can’t hold “.” or “..” as a part: write it out, //from/the/top.',
    ],
    ['Edit( a/b)', 'The blank before the path is taken for a part of it.'],
    ['Read(a\\?)', 'A ? can’t be escaped: put it in brackets, [?].'],
    [
      'Edit(.npmrc)',
      'Claude Code always asks before it changes such files, whatever the rules allow.',
    ],
    [
      'Edit(/home/dev/x)',
      'With one slash a path is read from /home/dev/proj: write two for this one, //home/dev/x.',
    ],
  ])('%s', (text, why) => {
    expect(dead(text)).toBe(why);
  });

  it('to be asked about a skill, the tool has to stand alone', () => {
    expect(dead('Skill(a)', 'ask')).toBe('A single skill can’t be asked about; write Skill alone.');
  });

  it('knows what stands in Claude Code’s own folder, where one slash begins for the user’s file', () => {
    expect(dead('Read(/nothing/x)', 'allow', 'user')).toBe(
      'In your own settings a path with one slash is read from /home/dev/.claude, where there is no nothing: write ~/… or //….',
    );
    for (const path of ['/skills/**', '/plans/a', '/history.jsonl', '/*/a', '/[ab]/c', '/a?/b']) {
      expect([path, dead(`Read(${path})`, 'allow', 'user')]).toEqual([path, null]);
    }
  });
});
