import type { GrantTerm } from '../grants/grant.ts';
import type { Approver, Decision } from '../request/decision.ts';
import type {
  ElsewhereOutcome,
  OrphanReason,
  ReleaseReason,
  RequestState,
} from '../request/state.ts';
import { visibleLine } from '../visible.ts';
import { signersInWords } from './signing.ts';

/** Where a request stands and how it came there, in one line ("allowed by you in shop-api"). */
export function describeState(state: RequestState): string {
  switch (state.kind) {
    case 'pending':
      return state.claim === null
        ? 'waiting for an answer'
        : `being answered ${approver(state.claim, '')}`;
    case 'decided':
      return `${answered(state)}, on its way to the agent`;
    case 'delivered':
      return answered(state);
    case 'answered-elsewhere':
      return `${ELSEWHERE[state.outcome]} ${visibleLine(state.how)}`;
    case 'expired':
      return 'expired: the agent stopped waiting';
    case 'released':
      return `handed back to the agent’s own prompt: ${RELEASED[state.why]}`;
    case 'orphaned':
      return `${ORPHANED[state.why]}${state.saved === null ? '' : rule(state.saved)}`;
  }
}

type Answered = Extract<RequestState, { kind: 'decided' | 'delivered' }>;

function answered({ by, decision, saved, signatures = [] }: Answered): string {
  const done = decision.behavior === 'allow' ? 'allowed' : 'denied';
  const more = saved === null ? term(decision) : rule(saved);
  if (decision.behavior === 'allow' && signatures.length > 0) {
    return `allowed by ${signersInWords(signatures)}${more}`;
  }
  return `${done} ${approver(by, 'by you ')}${more}`;
}

/** @param person who a person at a window or device is called ("by you "); empty for none */
function approver(by: Approver, person: string): string {
  const name = visibleLine(by.name);
  switch (by.kind) {
    case 'window':
      return `${person}in ${name}`;
    case 'device':
      return `${person}on ${name}`;
    case 'grant':
      return `by your grant ${name}${by.left === null ? '' : `, ${by.left} left`}`;
    case 'leash':
      return `by ${name}`;
  }
}

function term({ always }: Decision): string {
  return always !== null && 'term' in always ? `, with a grant ${TERMS[always.term]}` : '';
}

const TERMS: Readonly<Record<GrantTerm, string>> = {
  session: 'for this session',
  hour: 'for 1 hour',
  'five-times': 'for 5 more calls',
};

function rule({ undone }: { readonly undone: boolean }): string {
  return undone ? ', its rule was undone' : ', with a rule';
}

const ELSEWHERE: Readonly<Record<ElsewhereOutcome, string>> = {
  allowed: 'allowed',
  denied: 'denied',
  cancelled: 'cancelled',
  unknown: 'answered',
};

const RELEASED: Readonly<Record<ReleaseReason, string>> = {
  'nobody-attentive': 'nobody was looking',
};

const ORPHANED: Readonly<Record<OrphanReason, string>> = {
  'editor-restarted': 'the window that held it let go: the agent asks by itself now',
  'agent-gone': 'the agent is gone',
  'answer-undelivered': 'the agent was gone before the answer reached it',
};
