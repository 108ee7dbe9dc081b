import type { Item } from '../../src/core/request/item.ts';
import type { RequestState } from '../../src/core/request/state.ts';

/** How a request came out, in a sign and in a few words that follow its title. */
export interface Settled {
  readonly sign: '✓' | '✗' | '↵' | '·';
  readonly words: string;
}

/** How a settled request came out, in words that follow its title ("allowed by you"). */
export function settledWords({ state }: Item): Settled {
  switch (state.kind) {
    case 'decided':
    case 'delivered':
      return state.decision.behavior === 'allow'
        ? { sign: '✓', words: 'allowed by you' }
        : { sign: '✗', words: 'denied by you' };
    case 'answered-elsewhere':
      return { sign: '↵', words: state.how };
    case 'expired':
      return { sign: '·', words: 'not answered in time; Claude Code asked in its own terminal' };
    case 'released':
      return {
        sign: '·',
        words: 'handed back to Claude Code’s own prompt: nobody was here to answer',
      };
    case 'orphaned':
      return { sign: '·', words: 'put away' };
    case 'pending':
      return { sign: '·', words: 'waits' };
  }
}

/** Why an answer to an orphaned request can't reach the agent, and where it asks now. */
export function orphanedWords(why: Extract<RequestState, { kind: 'orphaned' }>['why']): string {
  switch (why) {
    case 'editor-restarted':
      return 'The editor was restarted while Claude Code waited. It asks in its own terminal now; an answer here can’t reach it.';
    case 'agent-gone':
      return 'Claude Code stopped waiting for this. An answer here can’t reach it.';
    case 'answer-undelivered':
      return 'Your answer did not reach Claude Code: it had left. If it still needs this, it asks again.';
  }
}
