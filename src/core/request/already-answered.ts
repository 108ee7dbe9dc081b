import type { Approver } from './decision.ts';
import { refused, type Outcome } from './item.ts';
import type { RequestState } from './state.ts';

/** The refusal of an answer that came second, by whom the first was; `more` says what else became of it. */
export function alreadyAnswered(state: RequestState, more: string): Outcome {
  return refused('already-answered', `${firstAnswer(state)}${more}`);
}

function firstAnswer(state: RequestState): string {
  switch (state.kind) {
    case 'pending':
      return state.claim
        ? `${answering(state.claim)} is answering this request.`
        : 'This request was being answered. Try again.';
    case 'decided':
    case 'delivered':
      return `This request was already answered ${byWhom(state.by)}: ${PAST[state.decision.behavior]}.`;
    case 'answered-elsewhere':
      return `This request was already answered ${state.how}.`;
    case 'expired':
      return 'The agent stopped waiting for this request.';
    case 'released':
      return 'This request was handed back to the agent’s own prompt.';
    case 'orphaned':
      return 'The agent no longer waits for this answer.';
  }
}

function answering(by: Approver): string {
  return by.kind === 'grant' ? `Your grant ${by.name}` : by.name;
}

function byWhom(by: Approver): string {
  switch (by.kind) {
    case 'window':
      return `in ${by.name}`;
    case 'device':
      return `on ${by.name}`;
    case 'grant':
      return `by your grant ${by.name}`;
    case 'leash':
      return `by ${by.name}`;
  }
}

const PAST = { allow: 'allowed', deny: 'denied' } as const;
