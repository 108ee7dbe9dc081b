import { describe, expect, it } from 'vitest';
import { createTranscript } from '../../../../src/agents/claude-code/transcript.ts';
import { accepted, rejected, resultLine, useLine } from './transcript-lines.ts';

const bash = (requestId: string, command: string, receivedAt = 1000) => ({
  requestId,
  tool: 'Bash',
  input: { command, description: 'd' },
  receivedAt,
});
const use = (id: string, command: string) => useLine(id, 'Bash', { description: 'd', command });
const allowed = { kind: 'settled', outcome: 'allowed', by: 'person' };

function fed(...lines: string[]) {
  const transcript = createTranscript();
  for (const line of lines) transcript.feed(line);
  return transcript;
}

describe('the fate of a request', () => {
  it('is absent, then unsettled, then settled', () => {
    const transcript = createTranscript();
    expect(transcript.fateOf(bash('r1', 'make'))).toEqual({ kind: 'absent' });
    transcript.feed(use('a', 'make'));
    expect(transcript.fateOf(bash('r1', 'make'))).toEqual({ kind: 'unsettled' });
    transcript.feed(resultLine('a', 2000, rejected, true));
    const denied = { kind: 'settled', outcome: 'denied', by: 'person' };
    expect(transcript.fateOf(bash('r1', 'make'))).toEqual(denied);
  });

  it('is not that of a call with another input or another tool', () => {
    const transcript = fed(use('a', 'make other'), useLine('b', 'Run', bash('r1', 'make').input));
    expect(transcript.fateOf(bash('r1', 'make'))).toEqual({ kind: 'absent' });
  });

  it('is not that of an equal call that ended before it was asked', () => {
    const transcript = fed(use('a', 'make'), resultLine('a', 1000, accepted));
    expect(transcript.fateOf(bash('r1', 'make'))).toEqual({ kind: 'absent' });
    transcript.feed(use('b', 'make'));
    expect(transcript.fateOf(bash('r1', 'make'))).toEqual({ kind: 'unsettled' });
  });

  it('leaves a call whose earlier result is written down late', () => {
    const transcript = fed(use('a', 'make'), use('b', 'make'));
    expect(transcript.fateOf(bash('r2', 'make'))).toEqual({ kind: 'unsettled' });
    transcript.feed(resultLine('a', 900, accepted));
    expect(transcript.fateOf(bash('r2', 'make'))).toEqual({ kind: 'unsettled' });
    transcript.feed(resultLine('b', 3000, accepted));
    expect(transcript.fateOf(bash('r2', 'make'))).toEqual(allowed);
  });

  it('belongs to one request alone, where two ask the same at once', () => {
    const transcript = fed(use('a', 'make'), use('b', 'make'));
    transcript.fateOf(bash('r1', 'make'));
    transcript.fateOf(bash('r2', 'make'));
    transcript.feed(resultLine('a', 2000, accepted));
    expect(transcript.fateOf(bash('r1', 'make'))).toEqual(allowed);
    expect(transcript.fateOf(bash('r2', 'make'))).toEqual({ kind: 'unsettled' });
  });

  it('of a plan is found though Claude Code fills in the plan itself', () => {
    const plan = { plan: '# Do it', planFilePath: '/home/dev/.claude/plans/a.md' };
    const request = { requestId: 'r1', tool: 'ExitPlanMode', input: plan, receivedAt: 1000 };
    expect(fed(useLine('a', 'ExitPlanMode', {})).fateOf(request)).toEqual({ kind: 'unsettled' });
  });
});
