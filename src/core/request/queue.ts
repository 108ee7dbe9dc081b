import type { Unsubscribe } from '../ports.ts';
import type { Grant } from '../grants/grant.ts';
import { openGrantBook, type Ending, type GrantBook } from '../grants/grant-book.ts';
import { decideRequest } from './answering.ts';
import { arrive } from './arriving.ts';
import type { AgentLine, Approver, Decision } from './decision.ts';
import { bar, denyOpen, type Barring } from './denying.ts';
import { openDeskBook, type DeskBook } from './desk-book.ts';
import { refused, type Item, type Outcome, type QueueSnapshot, type ShownItem } from './item.ts';
import { saveLateRule, undoRuleOf } from './late-rules.ts';
import type { QueueParts } from './parts.ts';
import type { QueuePorts } from './ports.ts';
import type { Request } from './request.ts';
import { notYours } from './signing.ts';
import type { ElsewhereOutcome } from './state.ts';

/** Whether an agent still runs, as far as its traces tell. */
export type AgentTrace = 'alive' | 'gone' | 'unknown';

/** All requests and their states; the one door through which decisions come in. */
export interface Queue {
  /** Takes a request in. A grant that covers it answers; else it waits for a person. */
  submit(request: Request, line: AgentLine): void;
  /** Takes a request in that the leash denies, and denies it; it never waits for a person. */
  bar(request: Request, line: AgentLine, barring: Barring): void;
  /**
   * Denies all that waits and is meant, for who stops or pauses agents; resolves once their agents
   * have heard it. What an answer that is just being recorded holds is left to it.
   */
  denyOpen(isMeant: (request: Request) => boolean, message: string, by: Approver): Promise<void>;
  /** Takes an answer, or says why not. The agent hears it after it is on record. */
  decide(id: string, decision: Decision, by: Approver): Promise<Outcome>;
  /**
   * A row as it is shown where an approver is: with what `decide` would say to an allow of theirs, as
   * far as signing goes.
   */
  shownTo(item: Item, by: Approver): ShownItem;
  /** Writes a rule for a request whose agent is gone. */
  saveRule(id: string, decision: Decision): Promise<Outcome>;
  undoRule(id: string): Promise<Outcome>;
  dismiss(id: string): Outcome;
  /** Ends a grant; once it is done, nothing is allowed by it any more. */
  revokeGrant(id: string, by: Approver): Promise<Outcome>;
  /** A session is over, and with it the grants that were for it alone. */
  sessionEnded(session: string): void;
  /** The agent closed its connection before it was answered. */
  lineClosed(id: string, agent: AgentTrace): void;
  /** The person answered at the agent's own prompt; `how` follows the outcome in plain words. */
  answeredInTerminal(id: string, outcome: ElsewhereOutcome, how: string): void;
  /** Whether a person is likely to see a card now. */
  setAttentive(attentive: boolean): void;
  /** Lets time pass: ends what is over, expires what nobody waits for, releases what would stall unseen. */
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
export function createQueue(
  ports: QueuePorts,
  saved: readonly Item[] = [],
  savedGrants: readonly Grant[] = [],
): Queue {
  const book = openDeskBook(ports, saved);
  const grants = openGrantBook(ports, savedGrants, {
    changed: () => book.changed(),
    ended: (ending) => void book.track(noteEnd(ports, ending)),
    track: (work) => book.track(work),
  });
  const parts: QueueParts = { ports, book, grants };
  const now = (): number => ports.clock.now();
  let closed = false;
  let attentive = true;
  let unattendedSince = 0;

  /** Runs an action on a known request while the queue is open. */
  async function withItem(id: string, act: (item: Item) => Promise<Outcome>): Promise<Outcome> {
    if (closed) return notTheDesk();
    const item = book.find(id);
    return item ? book.track(act(item)) : unknownRequest();
  }

  return {
    submit(request, line) {
      if (closed) book.turnAway(line, { kind: 'none' });
      else arrive(parts, request, line);
    },
    bar(request, line, barring) {
      if (closed) book.turnAway(line, { kind: 'deny', message: barring.message });
      else bar(parts, request, line, barring);
    },
    denyOpen: (isMeant, message, by) =>
      closed ? Promise.resolve() : book.track(denyOpen(parts, isMeant, message, by)),
    decide: (id, decision, by) => withItem(id, (item) => decideRequest(parts, item, decision, by)),
    shownTo(item, by) {
      const why = notYours(ports.signing, item, by);
      return why === null ? item : { ...item, notYours: why };
    },
    saveRule: (id, decision) => withItem(id, (item) => saveLateRule(ports, book, item, decision)),
    undoRule: (id) => withItem(id, (item) => undoRuleOf(ports, book, item)),
    dismiss: (id) =>
      book.happen(id, { kind: 'dismiss' }) ? { kind: 'done', note: null } : unknownRequest(),
    revokeGrant: (id, by) =>
      closed ? Promise.resolve(notTheDesk()) : book.track(revoke(grants, id, by)),
    sessionEnded(session) {
      if (!closed) grants.endSession(session);
    },
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
      grants.tick();
      for (const { request, state } of book.items()) {
        if (state.kind !== 'pending' || state.claim !== null) continue;
        const unseen = at - Math.max(request.receivedAt, unattendedSince);
        if (at >= request.expiresAt) {
          book.settle(request.id, { kind: 'expire', at });
        } else if (stallsUnseen(request) && !attentive && unseen >= SUBAGENT_GRACE) {
          book.settle(request.id, { kind: 'release', why: 'nobody-attentive', at });
        }
      }
    },
    snapshot: () => ({ revision: book.revision(), items: book.items(), grants: grants.list() }),
    onChange: (listener) => book.onChange(listener),
    async close() {
      closed = true;
      await book.idle();
      book.endLines();
      await book.idle();
    },
  };
}

/** Whether letting go of a request helps: a subagent's then shows its dialog, where there is one. */
function stallsUnseen({ subagent, ownPrompt }: Request): boolean {
  return subagent !== null && ownPrompt;
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

async function revoke(grants: GrantBook, id: string, by: Approver): Promise<Outcome> {
  switch (await grants.revoke(id, by.name)) {
    case 'revoked':
      return { kind: 'done', note: 'The grant was revoked.' };
    case 'unknown':
      return refused('unknown-request', 'This grant holds no more.');
    case 'not-kept':
      return refused(
        'not-recorded',
        'The grant holds no more, but that could not be put on disk. Free some disk space; if it is listed after a restart, revoke it again.',
      );
  }
}

async function noteEnd(ports: QueuePorts, ending: Ending): Promise<void> {
  try {
    await ports.recorder.recordEnd(ending);
  } catch (cause) {
    ports.log.error('The end of a grant could not be put on record', { cause: String(cause) });
  }
}

function notTheDesk(): Outcome {
  return refused('not-the-desk', 'This window no longer runs the desk.');
}

function unknownRequest(): Outcome {
  return refused('unknown-request', 'This request is no longer in the queue.');
}
