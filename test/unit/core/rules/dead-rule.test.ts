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
