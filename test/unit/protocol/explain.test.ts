import { describe, expect, test } from 'vitest';
import { readExplainInput } from '../../../src/protocol/explain.ts';

const call = { tool_name: 'Bash', tool_input: { command: 'ls' }, cwd: '/home/dev' };

function faultOf(value: unknown): string {
  const input = readExplainInput(typeof value === 'string' ? value : JSON.stringify(value));
  return input.kind === 'fault' ? input.message : 'no fault';
}

test('calls are read as hooks tell them, with or without a folder', () => {
  const hook = { ...call, hook_event_name: 'PermissionRequest', session_id: 's1' };
  const bare = { tool_name: 'Bash', tool_input: {} };
  expect(readExplainInput(JSON.stringify([hook, bare]))).toEqual({
    kind: 'calls',
    calls: [call, bare],
  });
  expect(readExplainInput('[]')).toEqual({ kind: 'calls', calls: [] });
});

describe('what is no array of calls is refused, and the place is named', () => {
  test.each([
    ['', 'not valid JSON'],
    ['{"tool_name": "Bash"', 'not valid JSON'],
    [call, 'must be an array of tool calls'],
    [null, 'must be an array of tool calls'],
    [[call, 'ls'], '[1] must be an object'],
    [[{ ...call, tool_name: 3 }], '[0].tool_name must be'],
    [[call, call, { tool_name: 'Bash' }], '[2].tool_input must be an object'],
    [[{ ...call, tool_input: ['ls'] }], '[0].tool_input must be an object'],
    [[{ ...call, cwd: null }], '[0].cwd must be a folder'],
  ])('%j', (value, message) => {
    expect(faultOf(value)).toContain(message);
  });
});

test('values nested without end are refused', () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const text = `[{"tool_name": "Bash", "tool_input": {"command": ${deep}}}]`;
  expect(faultOf(text)).toContain('nested too deeply');
});
