import { vi } from 'vitest';
import type { SessionHint } from '../../../src/agents/claude-code/session-file.ts';
import type { CallVerdict } from '../../../src/broker/leash/leash-judge.ts';
import type { Outcome } from '../../../src/core/policy/outcome.ts';
import { sample } from '../../samples/claude-code.ts';
import { dial, message, send, type Client, type Endpoint } from './endpoint.ts';

/** A call before it runs, as Claude Code sends it. */
export const bashCall = sample('PreToolUse.Bash');

/** A verdict with this outcome. */
export function verdictOf(outcome: Outcome, fields: Partial<CallVerdict> = {}): CallVerdict {
  return {
    tier: 'medium',
    judgement: () => ({
      kind: 'shell-command',
      sentence: 'Make a file',
      tier: 'medium',
      domains: ['shell'],
      actions: ['shell_run'],
      reasons: ['`touch` makes a file'],
      because: outcome === 'ask' || outcome === 'deny' ? `It is to ${outcome}.` : null,
    }),
    mayAlways: true,
    requires: [],
    verdict: { outcome, because: `It is to ${outcome}.`, by: 'the mode partial', layers: [] },
    ...fields,
  };
}

/** A judge that says this of every call. */
export function judgeWith(outcome: Outcome, fields: Partial<CallVerdict> = {}) {
  return () => Promise.resolve(verdictOf(outcome, fields));
}

/** What a session tells about itself. */
export function hintWith(entrypoint: string | null): () => Promise<SessionHint> {
  return () =>
    Promise.resolve({
      ...{ sessionId: 's', pid: 1, cwd: '/home/dev/proj', status: 'busy' },
      ...{ statusSince: null, waitingFor: null, entrypoint },
    });
}

/** The decision an answer's body holds; null for an empty one. */
export function decisionIn(body: string | undefined): { word: string; reason: string } | null {
  if (body === '') return null;
  const { hookSpecificOutput: output } = JSON.parse(body ?? '') as {
    hookSpecificOutput: Record<string, string>;
  };
  if (output['hookEventName'] !== 'PreToolUse') throw new Error(`not our words: ${body}`);
  return {
    word: output['permissionDecision'] ?? '',
    reason: output['permissionDecisionReason'] ?? '',
  };
}

/** Sends a call and gives the decision that came back at once. */
export async function callOnce(endpoint: Endpoint, call: unknown = bashCall) {
  const answer = await send(endpoint, message(endpoint, call));
  if (answer?.status !== 200) throw new Error(`status ${answer?.status}`);
  return decisionIn(answer.body);
}

/** Sends a call that is held. */
export async function callHeld(endpoint: Endpoint, call: unknown = bashCall): Promise<Client> {
  const client = await dial(endpoint);
  client.socket.write(message(endpoint, call));
  return client;
}

/** Waits until there is one of something, and gives it. */
export async function only<T>(list: () => readonly T[]): Promise<T> {
  return await vi.waitFor(() => {
    const [first, ...others] = list();
    if (first === undefined || others.length > 0) throw new Error('not one');
    return first;
  });
}
