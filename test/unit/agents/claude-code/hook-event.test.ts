import { describe, expect, it } from 'vitest';
import { parseHookEvent } from '../../../../src/agents/claude-code/hook-event.ts';
import { sample, sampleNames } from '../../../samples/claude-code.ts';

describe('parseHookEvent', () => {
  it.each(sampleNames)('takes %s as Claude Code sent it, whole', (name) => {
    expect(parseHookEvent(sample(name))).toMatchObject({
      kind: 'event',
      event: slim(sample(name)),
    });
  });

  it.each(sampleNames)(
    'refuses %s with a field it does not know, and names only the field',
    (name) => {
      const parsed = parseHookEvent({ ...sample(name), brand_new: 'secret' });
      expect(parsed).toEqual({ kind: 'refused', code: 'unknown-field', detail: 'brand_new' });
    },
  );

  it.each(sampleNames)('refuses %s without each field that it must have', (name) => {
    const whole = sample(name);
    for (const field of ['session_id', 'transcript_path', 'cwd', 'hook_event_name']) {
      expect(parseHookEvent({ ...whole, [field]: undefined })).toEqual({
        kind: 'refused',
        code: 'bad-shape',
        detail: field,
      });
    }
  });

  it.each([
    ['tool_name', undefined],
    ['tool_name', ''],
    ['tool_name', 7],
    ['tool_input', undefined],
    ['tool_input', 'text'],
    ['tool_input', ['text']],
    ['tool_input', null],
    ['permission_suggestions', {}],
    ['session_id', ''],
    ['agent_id', 1],
  ])('refuses a request whose %s is %j', (field, value) => {
    const parsed = parseHookEvent({ ...sample('PermissionRequest.Bash'), [field]: value });
    expect(parsed).toEqual({ kind: 'refused', code: 'bad-shape', detail: field });
  });

  it('refuses an event it does not know', () => {
    const parsed = parseHookEvent({ ...sample('Stop'), hook_event_name: 'PermissionRequest2' });
    expect(parsed).toEqual({ kind: 'refused', code: 'unknown-event', detail: 'hook_event_name' });
  });

  it('does not repeat a field name made to deceive', () => {
    const parsed = parseHookEvent({ ...sample('Stop'), ['x\u202e\nAllowed']: 1 });
    expect(parsed).toMatchObject({ detail: 'a field with an unusual name' });
  });

  it.each(['null', '[]', '"text"', '7', '{"hook_event_name": ["Stop"]}'])('refuses %s', (text) => {
    expect(parseHookEvent(JSON.parse(text))).toMatchObject({ code: 'bad-shape' });
  });

  it('refuses an input that would lose something on its way to the person', () => {
    const hidden = JSON.parse('{"command": "ls", "env": {"__proto__": {"PATH": "x"}}}') as unknown;
    const parsed = parseHookEvent({ ...sample('PermissionRequest.Bash'), tool_input: hidden });
    expect(parsed).toEqual({ kind: 'refused', code: 'bad-shape', detail: 'tool_input' });
  });

  it('refuses a hidden __proto__ beside the known fields', () => {
    const text = JSON.stringify(sample('Stop')).replace('{', '{"__proto__": {"a": 1},');
    expect(parseHookEvent(JSON.parse(text))).toMatchObject({ kind: 'refused' });
  });
});

/** Of `mcp_server` only the name is kept. */
function slim(whole: Record<string, unknown>): Record<string, unknown> {
  const server = whole['mcp_server'] as { name: string } | undefined;
  return server ? { ...whole, mcp_server: { name: server.name } } : whole;
}
