import { describe, expect, it } from 'vitest';
import { settledBy } from '../../../../src/agents/claude-code/resolution.ts';
import { eventOf, requestOf } from './request-of.ts';

const bash = requestOf('PermissionRequest.Bash', {}, 'bash');
const write = requestOf('PermissionRequest.Write', {}, 'write');
const question = requestOf('PermissionRequest.AskUserQuestion', {}, 'question');
const subagent = requestOf('PermissionRequest.Bash.subagent', {}, 'subagent');
const stranger = requestOf('PermissionRequest.Bash', { session_id: 'another' }, 'stranger');
const open = [bash, write, question, subagent, stranger];

const settledIds = (name: string, change: Record<string, unknown> = {}) =>
  settledBy(eventOf(name, change), open).map(({ id, outcome }) => `${id} ${outcome}`);

describe('settledBy', () => {
  it.each([
    ['PostToolUse.Bash', ['bash allowed']],
    ['PostToolUse.Write', ['write allowed']],
    ['PostToolUse.AskUserQuestion', ['question allowed']],
    ['PostToolUseFailure.Bash.subagent', ['subagent allowed']],
    ['PostToolUseFailure.Bash', []],
    ['PostToolUse.Read', []],
    ['PostToolBatch', ['bash unknown', 'write unknown', 'question unknown']],
    ['PostToolBatch.subagent', ['subagent unknown']],
    ['Stop', ['bash unknown', 'write unknown', 'question unknown']],
    ['SubagentStop.subagent', ['subagent unknown']],
    ['UserPromptSubmit', ['bash unknown', 'write unknown', 'question unknown']],
    [
      'SessionEnd',
      ['bash cancelled', 'write cancelled', 'question cancelled', 'subagent cancelled'],
    ],
    ['PreToolUse.Bash', []],
    ['Notification.permission_prompt', []],
    ['PermissionRequest.Bash', []],
    ['InstructionsLoaded', []],
    ['SubagentStart.subagent', []],
  ])('%s settles %j', (name, ids) => {
    expect(settledIds(name)).toEqual(ids);
  });

  it.each(['PermissionRequest.Write', 'PreToolUse.Read', 'Notification.permission_prompt'])(
    '%s of another prompt settles what the main thread had asked',
    (name) => {
      const unknown = ['bash unknown', 'write unknown', 'question unknown'];
      expect(settledIds(name, { prompt_id: 'later' })).toEqual(unknown);
    },
  );

  it('leaves a subagent alone that runs on while the person prompts again', () => {
    expect(settledIds('PreToolUse.Bash.subagent', { prompt_id: 'later' })).toEqual([]);
  });

  it('settles one of two equal requests a call, the oldest first', () => {
    const again = requestOf('PermissionRequest.Bash', {}, 'again');
    const settled = settledBy(eventOf('PostToolUse.Bash'), [bash, again]);
    expect(settled.map(({ id }) => id)).toEqual(['bash']);
  });

  it('tells a call with one field more from the one that was asked', () => {
    const input = { command: 'touch made.txt', description: 'make a file', timeout: 9 };
    expect(settledIds('PostToolUse.Bash', { tool_input: input })).toEqual([]);
  });

  it('does not mind the order of fields', () => {
    const input = { description: 'make a file', command: 'touch made.txt' };
    expect(settledIds('PostToolUse.Bash', { tool_input: input })).toEqual(['bash allowed']);
  });
});
