import type { RequestState } from '../../src/core/request/state.ts';

/** How a request came out, as a sign to be seen at a glance; words stand beside it. */
export function signOf(state: RequestState): '✓' | '✗' | '↵' | '·' {
  switch (state.kind) {
    case 'decided':
    case 'delivered':
      return state.decision.behavior === 'allow' ? '✓' : '✗';
    case 'answered-elsewhere':
      return '↵';
    case 'pending':
    case 'expired':
    case 'released':
    case 'orphaned':
      return '·';
  }
}

/** Why an answer to an orphaned request can't reach the agent, and what becomes of it now. */
export function orphanedWords(why: Extract<RequestState, { kind: 'orphaned' }>['why']): string {
  switch (why) {
    case 'editor-restarted':
      return 'The window that held this was closed, reloaded, or gave the desk away. Claude Code asks in its own terminal now; an answer here can’t reach it.';
    case 'agent-gone':
      return 'Claude Code stopped waiting for this. An answer here can’t reach it.';
    case 'answer-undelivered':
      return 'Your answer did not reach Claude Code: it had left. If it still needs this, it asks again.';
  }
}
