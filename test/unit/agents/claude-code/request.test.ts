import { describe, expect, it } from 'vitest';
import { ANYBODY } from '../../../../src/core/policy/approvers.ts';
import { itemSchema } from '../../../../src/protocol/item.ts';
import { sample } from '../../../samples/claude-code.ts';
import { requestOf } from './request-of.ts';

describe('requestFrom', () => {
  it.each(['Bash', 'Edit', 'Write', 'WebFetch', 'mcp__mocksrv__write_thing', 'ExitPlanMode'])(
    'makes of %s a request that can be kept and read again',
    (tool) => {
      const item = {
        request: requestOf(`PermissionRequest.${tool}`),
        state: { kind: 'pending', claim: null },
      };
      expect(itemSchema.safeParse(JSON.parse(JSON.stringify(item)))).toMatchObject({
        success: true,
      });
    },
  );

  it.each([
    ['Bash', { kind: 'command', command: 'touch made.txt', description: 'make a file' }, {}],
    [
      'Edit',
      {
        kind: 'edit',
        path: '/home/dev/proj/a.txt',
        before: 'hello',
        after: 'hello world',
        everywhere: false,
      },
      {},
    ],
    ['Write', { kind: 'write', path: '/home/dev/proj/new.txt', content: 'new\n' }, {}],
    ['WebFetch', { kind: 'fetch', url: 'http://127.0.0.1:9/x', prompt: 'what' }, {}],
    [
      'mcp__mocksrv__write_thing',
      { kind: 'mcp', server: 'mocksrv', tool: 'write_thing' },
      { path: 'x', text: 'y' },
    ],
    ['mcp__mocksrv__ask_user', { kind: 'mcp', server: 'mocksrv', tool: 'ask_user' }, {}],
    [
      'AskUserQuestion',
      {
        kind: 'question',
        questions: [
          {
            question: 'Which framework?',
            header: 'Framework',
            options: [
              { label: 'React', description: 'UI lib' },
              { label: 'Vue', description: 'other' },
            ],
            multiSelect: false,
          },
        ],
      },
      {},
    ],
    [
      'ExitPlanMode',
      { kind: 'plan', plan: '# My plan\n1. do A\n2. do B\n' },
      { planFilePath: '/home/dev/.claude/plans/go-mock-plan-iterative-bird.md' },
    ],
  ])('reads %s', (tool, subject, rest) => {
    const name = `PermissionRequest.${tool}`;
    expect(requestOf(name)).toMatchObject({
      id: 'r1',
      agent: 'claude-code',
      session: sample(name)['session_id'],
      prompt: sample(name)['prompt_id'],
      transcript: sample(name)['transcript_path'],
      subagent: null,
      folder: '/home/dev/proj',
      cwd: '/home/dev/proj',
      tool,
      input: sample(name)['tool_input'],
      purpose: 'work',
      receivedAt: 1000,
      expiresAt: 1500,
    });
    expect(requestOf(name).subject).toEqual(subject);
    expect(requestOf(name).rest).toEqual(rest);
  });

  it('knows who asks inside a subagent', () => {
    expect(requestOf('PermissionRequest.Bash.subagent').subagent).toEqual({
      id: 'adf31c4b92279bab1',
      type: 'general-purpose',
    });
  });

  it('marks a test request, whose session only we name so', () => {
    const request = requestOf('PermissionRequest.Bash', { session_id: 'countersign-test-1' });
    expect(request.purpose).toBe('test');
  });

  it.each([
    ['Bash', {}],
    ['Bash', { command: ['ls'] }],
    ['Edit', { file_path: '/a', old_string: 'x' }],
    ['Edit', { file_path: '/a', old_string: 'x', new_string: 'y', replace_all: 'yes' }],
    ['Write', { file_path: '/a' }],
    ['Read', { path: '/a' }],
    ['WebFetch', { prompt: 'x' }],
    ['AskUserQuestion', { questions: [{ question: 'x' }] }],
    ['ExitPlanMode', {}],
    ['bash', { command: 'ls' }],
    ['NotebookEdit', { file_path: '/a' }],
    ['mcp__alone', {}],
    ['SomethingNew', { a: [1, { b: null }] }],
  ])('shows %s %j as it is', (tool, input) => {
    const request = requestOf('PermissionRequest.Bash', { tool_name: tool, tool_input: input });
    expect(request.subject).toEqual({ kind: 'other' });
    expect(request.rest).toEqual(input);
  });

  it.each([
    ['what several must sign', { requires: [ANYBODY] }, 'A policy says who must sign it'],
    ['what hides characters', { mayAlways: false }, 'characters that can’t be seen'],
  ])('offers no rule to allow %s, and one to deny as ever', (_what, judged, why) => {
    const plain = requestOf('PermissionRequest.Bash').offers;
    const { allow, deny } = requestOf('PermissionRequest.Bash', {}, 'r1', judged).offers;
    expect(plain.allow.kind).toBe('some');
    expect(allow.kind === 'none' && allow.why).toContain(why);
    expect(deny).toEqual(plain.deny);
  });

  it('keeps every field that the subject does not show', () => {
    const input = { command: 'sleep 9', timeout: 9, run_in_background: true, __x: null };
    const request = requestOf('PermissionRequest.Bash', { tool_input: input });
    expect(request.rest).toEqual({ timeout: 9, run_in_background: true, __x: null });
  });

  it('keeps questions whole where they hold more than the subject shows', () => {
    const options = [{ label: 'A', description: 'a', preview: 'rm -rf /' }];
    const input = { questions: [{ question: 'q', header: 'h', options, multiSelect: false }] };
    const request = requestOf('PermissionRequest.AskUserQuestion', { tool_input: input });
    expect(request.subject.kind).toBe('question');
    expect(request.rest).toEqual(input);
  });

  it.each([
    ['mcp__my_srv-x__do_it', 'my.srv-x', 'my.srv-x', 'do_it'],
    ['mcp__a__b__c', 'a__b', 'a__b', 'c'],
    ['mcp__a__b__c', 'other', 'a', 'b__c'],
    ['mcp__a__b', undefined, 'a', 'b'],
  ])('reads the tool %s of the server %s', (tool, named, server, called) => {
    const change = { tool_name: tool, ...(named && { mcp_server: { name: named } }) };
    expect(requestOf('PermissionRequest.Bash', change).subject).toEqual({
      kind: 'mcp',
      server,
      tool: called,
    });
  });
});
