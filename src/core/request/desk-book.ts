import type { Unsubscribe } from '../ports.ts';
import type { AgentLine, Answer, Approver } from './decision.ts';
import type { Item } from './item.ts';
import type { QueuePorts, RecordedEvent } from './ports.ts';
import type { Request } from './request.ts';
import { apply, enter, find, restore, type Roster } from './roster.ts';
import { unsigned } from './signing.ts';
import type { RequestEvent } from './state.ts';

/** The one changing thing behind the queue: its rows, the agents' open lines, and work under way. */
export interface DeskBook {
  find(id: string): Item | undefined;
  items(): Roster;
  /** Takes a new request in; with a claim, nobody sees it without. */
  enter(request: Request, line: AgentLine, claim: Approver | null): void;
  /** Ends the line of a request that is not taken, with this answer. */
  turnAway(line: AgentLine, answer: Answer): void;
  /** Lets an event happen to a request; false where it may not. */
  happen(id: string, event: RequestEvent): boolean;
  /** An event after which nobody here answers: it happens, the line is ended empty, it is noted. */
  settle(id: string, event: RequestEvent): void;
  /** Puts an event on record that no answer waits for; a fault is logged. */
  note(request: Request, event: RecordedEvent): void;
  /** Sends the answer on the request's line; false where the agent did not get it. */
  answer(id: string, answer: Answer): Promise<boolean>;
  /** Forgets a line that the agent closed. */
  forgetLine(id: string): void;
  /** Counts a piece of work as under way until it ends. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Ends every open line with no answer, so that the agents' own prompts have the question. */
  endLines(): void;
  /** Grows with every change. */
  revision(): number;
  /** Says that something else which is shown with the rows has changed. */
  changed(): void;
  onChange(listener: () => void): Unsubscribe;
}

/** Opens the book with what an earlier one left behind. */
export function openDeskBook(ports: QueuePorts, saved: readonly Item[]): DeskBook {
  const lines = new Map<string, AgentLine>();
  const listeners = new Set<() => void>();
  const underWay = new Set<Promise<unknown>>();
  let roster: Roster = restore(saved, ports.clock.now());
  let revision = 0;

  function changed(): void {
    revision += 1;
    for (const listener of [...listeners]) listener();
  }

  function change(next: Roster): void {
    roster = next;
    changed();
  }

  function track<T>(work: Promise<T>): Promise<T> {
    underWay.add(work);
    const end = (): void => void underWay.delete(work);
    work.then(end, end);
    return work;
  }

  async function send(line: AgentLine, answer: Answer): Promise<boolean> {
    try {
      return await line.deliver(answer);
    } catch (cause) {
      ports.log.error('An answer could not be sent', { cause: String(cause) });
      return false;
    }
  }

  function takeLine(id: string): AgentLine | undefined {
    const line = lines.get(id);
    lines.delete(id);
    return line;
  }

  function abstain(id: string): void {
    const line = takeLine(id);
    if (line) void track(send(line, { kind: 'none' }));
  }

  const book: DeskBook = {
    find: (id) => find(roster, id),
    items: () => roster,
    enter(request, line, claim) {
      lines.set(request.id, line);
      book.note(request, { kind: 'receive' });
      change(enter(roster, request, claim, unsigned(ports.signing, request)));
    },
    turnAway: (line, answer) => void track(send(line, answer)),
    happen(id, event) {
      const next = apply(roster, id, event);
      if (next) change(next);
      return next !== null;
    },
    settle(id, event) {
      const item = book.find(id);
      if (!item || !book.happen(id, event)) return;
      abstain(id);
      book.note(item.request, event);
    },
    note(request, event) {
      const report = (cause: unknown): void =>
        ports.log.error('An event could not be put on record', {
          event: event.kind,
          cause: String(cause),
        });
      void track(ports.recorder.record(request, event).catch(report));
    },
    async answer(id, answer) {
      const line = takeLine(id);
      return line ? send(line, answer) : false;
    },
    forgetLine: (id) => void lines.delete(id),
    track,
    async idle() {
      while (underWay.size > 0) await Promise.allSettled([...underWay]);
    },
    endLines() {
      for (const id of [...lines.keys()]) abstain(id);
    },
    revision: () => revision,
    changed,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return book;
}
