import type { Item } from '../../../src/core/request/item.ts';
import type { PanelSnapshot, ToPanel } from '../../../src/protocol/panel.ts';
import { announcement } from './announce.ts';
import { freshAnswer } from './card-ui.ts';
import type { CardUi, Progress } from './card-ui.ts';
import { cardOf } from './panel-state.ts';
import type { PanelEvent, PanelState } from './panel-state.ts';
import { openItem, recentOf } from './view.ts';

/** How long the page waits for an outcome before it says that none came, in milliseconds. */
const OUTCOME_WITHIN = 5_000;
const NO_OUTCOME =
  'No answer from the editor; nothing was sent to the agent as far as we know. Try again.';

/** The page after an event. The same state comes back where nothing changed. */
export function reduce(state: PanelState, event: PanelEvent): PanelState {
  switch (event.kind) {
    case 'received':
      return received(state, event.message, event.at);
    case 'unreadable':
      return { ...state, fault: event.detail };
    case 'mode':
      return withCard(state, event.id, { mode: event.mode, progress: { kind: 'idle' } });
    case 'answer':
      return withCard(state, event.id, {
        answers: replaced(cardOf(state, event.id).answers, event.index, event.draft),
        progress: { kind: 'idle' },
      });
    case 'shown-whole':
      return withCard(state, event.id, { shownWhole: true, progress: { kind: 'idle' } });
    case 'sending':
      return withProgress(state, event.id, { kind: 'sending', label: event.label, at: event.at });
    case 'hint':
      return withProgress(state, event.id, { kind: 'hint', text: event.text });
    case 'focused':
      return { ...state, wanted: null };
    case 'tick':
      return ticked(state, event.at);
  }
}

function received(state: PanelState, message: ToPanel, at: number): PanelState {
  switch (message.kind) {
    case 'snapshot':
      return withSnapshot(state, message.snapshot, at);
    case 'focus':
      return { ...state, wanted: message.id };
    case 'outcome': {
      const { outcome } = message;
      const next = withProgress(state, message.id, outcome);
      return outcome.kind === 'done' && outcome.note !== null ? say(next, outcome.note) : next;
    }
  }
}

function withSnapshot(state: PanelState, snapshot: PanelSnapshot, at: number): PanelState {
  const before = state.snapshot;
  if (before !== null && snapshot.revision < before.revision) return state;
  const known = new Map(before?.items.map((item) => [item.request.id, item]));
  const kept = { ...snapshot, items: snapshot.items.map((item) => sameRequest(item, known)) };
  const ids = new Set(kept.items.map((item) => item.request.id));
  const next: PanelState = {
    ...state,
    snapshot: kept,
    skew: snapshot.now - at,
    cards: new Map(
      [...state.cards]
        .filter(([id]) => ids.has(id))
        .map(([id, card]) => [id, settle(kept, id, card)]),
    ),
    recent: recentOf(kept, snapshot.now),
    fault: null,
  };
  return say(next, announcement(before, kept));
}

/** A request never changes: the object already at hand stays, and with it everything made of it. */
function sameRequest(item: Item, known: ReadonlyMap<string, Item>): Item {
  const request = known.get(item.request.id)?.request;
  return request === undefined ? item : { request, state: item.state };
}

/** A request that was settled closes its forms; what was being sent has arrived. */
function settle(snapshot: PanelSnapshot, id: string, card: CardUi): CardUi {
  if (openItem(snapshot, id) !== null) return card;
  const progress: Progress = card.progress.kind === 'sending' ? { kind: 'idle' } : card.progress;
  return { ...card, mode: { kind: 'answer' }, progress };
}

function ticked(state: PanelState, at: number): PanelState {
  const late = (progress: Progress): boolean =>
    progress.kind === 'sending' && at - progress.at >= OUTCOME_WITHIN;
  let next = late(state.action)
    ? withProgress(state, null, { kind: 'refused', message: NO_OUTCOME })
    : state;
  for (const [id, card] of state.cards) {
    if (late(card.progress))
      next = withProgress(next, id, { kind: 'refused', message: NO_OUTCOME });
  }
  const recent = next.snapshot === null ? [] : recentOf(next.snapshot, at + next.skew);
  return recent.length === next.recent.length ? next : { ...next, recent };
}

function withProgress(state: PanelState, id: string | null, progress: Progress): PanelState {
  if (id === null) return { ...state, action: progress };
  // Only what was sent as an answer closes its form; a form being filled in stays.
  const answered = progress.kind === 'done' && cardOf(state, id).progress.kind === 'sending';
  return withCard(state, id, answered ? { progress, mode: { kind: 'answer' } } : { progress });
}

function withCard(state: PanelState, id: string, change: Partial<CardUi>): PanelState {
  return { ...state, cards: new Map(state.cards).set(id, { ...cardOf(state, id), ...change }) };
}

function say(state: PanelState, text: string): PanelState {
  if (text === '') return state;
  return { ...state, said: { text, serial: state.said.serial + 1 } };
}

function replaced(
  list: CardUi['answers'],
  index: number,
  value: CardUi['answers'][number],
): CardUi['answers'] {
  const length = Math.max(list.length, index + 1);
  return Array.from({ length }, (_, place) =>
    place === index ? value : (list[place] ?? freshAnswer),
  );
}
