import type { Unsubscribe } from '../ports.ts';
import { decideRequest } from './answering.ts';
import type { AgentLine, Approver, Decision } from './decision.ts';
import { openDeskBook, type DeskBook } from './desk-book.ts';
import { refused, type Item, type Outcome, type QueueSnapshot } from './item.ts';
import { saveLateRule, undoRuleOf } from './late-rules.ts';
import type { QueuePorts } from './ports.ts';
import type { Request } from './request.ts';
import type { ElsewhereOutcome } from './state.ts';

/** Whether an agent still runs, as far as its traces tell. */
export type AgentTrace = 'alive' | 'gone' | 'unknown';

/** All requests and their states; the one door through which decisions come in. */
export interface Queue {
  submit(request: Request, line: AgentLine): void;
  /** Takes a person's answer, or says why not. The agent hears it after it is on record. */
  decide(id: string, decision: Decision, by: Approver): Promise<Outcome>;
  /** Writes a rule for a request whose agent is gone. */
  saveRule(id: string, decision: Decision): Promise<Outcome>;
  undoRule(id: string): Promise<Outcome>;
  dismiss(id: string): Outcome;
  /** The agent closed its connection before it was answered. */
  lineClosed(id: string, agent: AgentTrace): void;
  /** The person answered at the agent's own prompt; `how` follows the outcome in plain words. */
  answeredInTerminal(id: string, outcome: ElsewhereOutcome, how: string): void;
  /** Whether a person is likely to see a card now. */
  setAttentive(attentive: boolean): void;
  /** Lets time pass: expires what nobody waits for, releases what would stall unseen. */
  tick(): void;
  snapshot(): QueueSnapshot;
  onChange(listener: () => void): Unsubscribe;
  /** Takes no more answers, lets those being recorded end, and ends all lines without an answer. */
  close(): Promise<void>;
}

/**
 * How long a subagent's request is held while nobody is attentive, in milliseconds. A background
 * subagent has no dialog of its own while its hook is held, so it would stall unseen.
 */
export const SUBAGENT_GRACE = 20_000;

/** Makes the queue, with what an earlier one left behind. */
export function createQueue(ports: QueuePorts, saved: readonly Item[] = []): Queue {
  const book = openDeskBook(ports, saved);
  const now = (): number => ports.clock.now();
  let closed = false;
  let attentive = true;
  let unattendedSince = 0;

  /** Runs an action on a known request while the queue is open. */
  async function withItem(id: string, act: (item: Item) => Promise<Outcome>): Promise<Outcome> {
    if (closed) return refused('not-the-desk', 'This window no longer runs the desk.');
    const item = book.find(id);
    return item ? book.track(act(item)) : unknownRequest();
  }

  return {
    submit(request, line) {
      if (closed) book.turnAway(line);
      else book.enter(request, line);
    },
    decide: (id, decision, by) =>
      withItem(id, (item) => decideRequest(ports, book, item, decision, by)),
    saveRule: (id, decision) => withItem(id, (item) => saveLateRule(ports, book, item, decision)),
    undoRule: (id) => withItem(id, (item) => undoRuleOf(ports, book, item)),
    dismiss: (id) =>
      book.happen(id, { kind: 'dismiss' }) ? { kind: 'done', note: null } : unknownRequest(),
    lineClosed(id, agent) {
      book.forgetLine(id);
      closeRequest(book, id, agent, now());
    },
    answeredInTerminal(id, outcome, how) {
      if (book.happen(id, { kind: 'dismiss' })) return;
      book.settle(id, { kind: 'answer-elsewhere', outcome, how, at: now() });
    },
    setAttentive(attends) {
      if (attentive && !attends) unattendedSince = now();
      attentive = attends;
    },
    tick() {
      const at = now();
      for (const { request, state } of book.items()) {
        if (state.kind !== 'pending' || state.claim !== null) continue;
        const unseen = at - Math.max(request.receivedAt, unattendedSince);
        if (at >= request.expiresAt) {
          book.settle(request.id, { kind: 'expire', at });
        } else if (request.subagent && !attentive && unseen >= SUBAGENT_GRACE) {
          book.settle(request.id, { kind: 'release', why: 'nobody-attentive', at });
        }
      }
    },
    snapshot: () => book.snapshot(),
    onChange: (listener) => book.onChange(listener),
    async close() {
      closed = true;
      await book.idle();
      book.endLines();
      await book.idle();
    },
  };
}

/** What the end of an agent's connection means, by whether the agent still runs. */
function closeRequest(book: DeskBook, id: string, agent: AgentTrace, at: number): void {
  switch (agent) {
    case 'alive':
      // Measured: No and Esc close the connection within 0.2 s, a Yes leaves it open.
      book.settle(id, {
        kind: 'answer-elsewhere',
        outcome: 'denied',
        how: 'in the terminal (No or Esc)',
        at,
      });
      return;
    case 'gone':
      book.settle(id, { kind: 'orphan', why: 'agent-gone', at });
      return;
    case 'unknown':
      book.settle(id, {
        kind: 'answer-elsewhere',
        outcome: 'unknown',
        how: 'in the terminal, or given up: the agent stopped asking',
        at,
      });
      return;
  }
}

function unknownRequest(): Outcome {
  return refused('unknown-request', 'This request is no longer in the queue.');
}
