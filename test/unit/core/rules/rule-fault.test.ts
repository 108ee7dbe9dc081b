import { describe, expect, it } from 'vitest';
import { ruleFault } from '../../../../src/core/rules/rule-fault.ts';

describe('rules that Claude Code skips', () => {
  it.each([
    ['', 'no rule'],
    ['Bash(x) ', 'blanks'],
    ['\tBash(x)', 'blanks'],
    ['Bash(x', 'closing parenthesis'],
    ['Bash(x)y', 'closing parenthesis'],
    ['Bash(aa \\)', 'closing parenthesis'],
    ['Bash()', 'nothing in the parentheses'],
    ['bash(x)', 'Bash'],
    ['READ', 'this tool Read.'],
    ['edit(x)', 'this tool Edit.'],
    ['write', 'this tool Write.'],
    ['notebookedit', 'this tool NotebookEdit.'],
    ['webfetch(domain:x)', 'this tool WebFetch.'],
    ['agent', 'this tool Agent.'],
    ['skill(x)', 'this tool Skill.'],
    ['glob', 'this tool Glob.'],
    ['GREP', 'this tool Grep.'],
    ['powershell', 'this tool PowerShell.'],
    ['xmcp__a(b', 'not the name'],
    ['WEBSEARCH', 'WebSearch'],
    ['Bash (x)', 'not the name'],
    ['m*', 'not the name'],
    ['mcp__srv__tool(a:b)', 'mcp__srv__tool.'],
    ['mcp__srv(*)', 'mcp__srv.'],
    ['Bas*(x)', 'pattern'],
    ['Bash(command:rm *)', 'Bash(rm *)'],
  ])('%j: says why', (text, why) => {
    for (const behavior of ['allow', 'ask', 'deny'] as const) {
      expect(ruleFault(text, behavior)).toContain(why);
    }
  });

  it.each(['*', 'mcp__*', 'mcp__srv*', 'Web*', 'mcp__*__echo'])(
    '%s: only to deny or to ask',
    (text) => {
      expect(ruleFault(text, 'allow')).toMatch(/^To allow/);
      expect(ruleFault(text, 'deny')).toBeNull();
      expect(ruleFault(text, 'ask')).toBeNull();
    },
  );
});

it.each([
  ...['Bash', 'Bash(*)', 'Bash(x)', 'Bash(aa (b)', 'Bash(aa \\\\)', 'Bash(\naa)', 'Read(//x/**)'],
  ...['mcp__srv', 'mcp__srv__*', 'mcp__my_srv-x__get_*', 'Agent(model:opus)', 'SomeNewTool'],
])('%j: not skipped', (text) => {
  expect(ruleFault(text, 'allow')).toBeNull();
});

it('says how a rule to allow names the tools of a server', () => {
  expect(ruleFault('mcp__*', 'allow')).toBe(
    'To allow, the server has to be spelt out: mcp__server__*.',
  );
  expect(ruleFault('Web*', 'allow')).toBe(
    'To allow, a tool has to be named; only rules to deny or ask may use * in its name.',
  );
  expect(ruleFault('Xmcp__*', 'allow')).toContain('a tool has to be named');
});
