import { expect, it } from 'vitest';
import { readCall } from '../../../../src/agents/claude-code/subject.ts';
import { callKey } from '../../../../src/broker/leash/call-key.ts';
import type { JsonObject } from '../../../../src/core/json.ts';

const HERE = { session: 's', folder: '/p', cwd: '/p/src' };

function keyOf(tool: string, input: JsonObject, place: Partial<typeof HERE> = {}): string | null {
  const { subject } = readCall(tool, input, undefined);
  return callKey({ ...HERE, ...place, tool, input, subject });
}

it('is the same for the same call in the same place, whoever makes it', () => {
  const input = { command: 'npm test' };
  expect(keyOf('Bash', input)).not.toBeNull();
  expect(keyOf('Bash', { ...input }, { session: 't' })).toBe(keyOf('Bash', input));
});

it('is another where anything of the call or its place is', () => {
  const keys = [
    keyOf('Bash', { command: 'npm test' }),
    keyOf('Bash', { command: 'npm test ' }),
    keyOf('Bash', { command: 'npm test', run_in_background: true }),
    keyOf('Bash', { command: 'npm test' }, { cwd: '/p' }),
    keyOf('Bash', { command: 'npm test' }, { folder: '/' }),
    keyOf('Read', { file_path: '/p/a' }),
    keyOf('Read', { file_path: '/p/b' }),
  ];
  expect(keys).not.toContain(null);
  expect(new Set(keys).size).toBe(keys.length);
});

it('is not there for what is long, or hardly made twice', () => {
  expect(keyOf('Bash', { command: 'x'.repeat(4_000) })).toBeNull();
  expect(keyOf('Write', { file_path: '/p/a', content: '' })).toBeNull();
  expect(keyOf('mcp__s__t', {})).toBeNull();
});
