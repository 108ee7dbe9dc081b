import { describe, expect, it } from 'vitest';
import { readTranscriptLine } from '../../../../src/agents/claude-code/transcript-line.ts';
import {
  accepted,
  byHook,
  byRule,
  commented,
  rejected,
  resultLine,
  useLine,
} from './transcript-lines.ts';

const at = 1_795_174_399_457;

describe('a line of a transcript', () => {
  it('tells which call the model asks for', () => {
    expect(readTranscriptLine(useLine('toolu_a', 'Bash', { command: 'make' }))).toEqual([
      { kind: 'use', id: 'toolu_a', tool: 'Bash', input: { command: 'make' } },
    ]);
  });

  it.each([
    ['a Yes', accepted, false, 'allowed', 'person'],
    ['a Yes to a command that failed', accepted, true, 'allowed', 'person'],
    ['a No', rejected, true, 'denied', 'person'],
    ['a No with a comment', commented, true, 'denied', 'person'],
    ["a hook's allow", byHook, false, 'allowed', 'hook'],
    ["a rule's allow", byRule, false, 'allowed', 'rule'],
    ['a success of a version that says no more', {}, false, 'allowed', 'unknown'],
    ['an error of a version that says no more', {}, true, 'unknown', 'unknown'],
  ])('tells how a call came out: %s', (_what, more, isError, outcome, by) => {
    expect(readTranscriptLine(resultLine('toolu_a', at, more, isError))).toEqual([
      { kind: 'result', id: 'toolu_a', outcome, by, at },
    ]);
  });

  it.each([
    ['a prompt', '{"type":"user","message":{"role":"user","content":"say \\"tool_use\\""}}'],
    ['a line cut off', useLine('toolu_a', 'Bash', {}).slice(0, -9)],
    ['not JSON', '"tool_use" nonsense'],
    ['a result without a time', resultLine('toolu_a', at, { timestamp: undefined })],
    ['a copy for debugging', useLine('t', 'Bash', {}).replace('"assistant","uuid', '"blob","uuid')],
  ])('that is %s tells nothing', (_what, line) => {
    expect(readTranscriptLine(line)).toEqual([]);
  });
});
