import type { Item, Outcome, ShownItem } from '../../../src/core/request/item.ts';
import type { PanelSnapshot, ToPanel } from '../../../src/protocol/panel.ts';
import { announcement } from './announce.ts';
import { closedForm, freshAnswer } from './card-ui.ts';
import type { CardMode, CardUi, Progress } from './card-ui.ts';
import { spokenPreview } from './effects.ts';
import { cardOf } from './panel-state.ts';
import type { PanelEvent, PanelState, Patience } from './panel-state.ts';
import { agedQuestion, withPreview } from './previews.ts';
import { openItem, recentOf } from './view.ts';

/** How long the note on what was done stays, in milliseconds. */
const NOTE_STAYS = 10_000;

/** The page after an event. The same state comes back where nothing changed. */
export function reduce(state: PanelState, event: PanelEvent): PanelState {
  switch (event.kind) {
    case 'received':
      return received(state, event.message, event.at);
    case 'unreadable':
      return { ...state, fault: event.detail };
    case 'mode':
      return withMode(state, event.id, event.mode);
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
    case 'asked':
      return {
        ...withCard(state, event.question.id, {
          asked: { ...event.question, at: event.at, state: 'asked' },
        }),
        serial: event.question.serial,
      };
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
    case 'preview':
      return withAnswerTo(state, message);
    case 'outcome':
      return withOutcome(state, message.id, message.outcome, at);
  }
}

function withMode(state: PanelState, id: string, mode: CardMode): PanelState {
  const form = mode.kind === 'always' ? { mode } : { ...closedForm, mode };
  return withCard(state, id, { ...form, progress: { kind: 'idle' } });
}

function withAnswerTo(
  state: PanelState,
  { id, serial, preview }: Extract<ToPanel, { kind: 'preview' }>,
): PanelState {
  const before = cardOf(state, id);
  const card = withPreview(before, serial, preview);
  if (card === before || card.mode.kind !== 'always') return state;
  const { behavior } = card.mode;
  const words = spokenPreview(preview, behavior);
  const next = withCard(state, id, card);
  // Said while something else is typed only where it changed.
  const isNews = words !== spokenPreview(before.previewed?.preview ?? null, behavior);
  return isNews ? say(next, words) : next;
}

function withOutcome(
  state: PanelState,
  id: string | null,
  outcome: Outcome,
  at: number,
): PanelState {
  if (outcome.kind === 'refused') {
    return withProgress(state, id, { kind: 'refused', message: outcome.message });
  }
  const { note } = outcome;
  const next = note === null ? state : say(state, note);
  const done: Progress = { kind: 'done', note, at };
  if (id === null) return { ...next, action: done };
  // Only what was sent closes its form: one that is being filled in stays.
  if (cardOf(state, id).progress.kind !== 'sending') return next;
  return withCard(next, id, { ...closedForm, progress: done });
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
function sameRequest(item: ShownItem, known: ReadonlyMap<string, Item>): ShownItem {
  const request = known.get(item.request.id)?.request;
  return request === undefined ? item : { ...item, request };
}

/** A request that was settled closes its forms; what was being sent has arrived. */
function settle(snapshot: PanelSnapshot, id: string, card: CardUi): CardUi {
  if (openItem(snapshot, id) !== null) return card;
  const progress: Progress = card.progress.kind === 'sending' ? { kind: 'idle' } : card.progress;
  return { ...card, ...closedForm, progress };
}

function ticked(state: PanelState, at: number): PanelState {
  let next = state;
  const action = agedProgress(state.action, at, state.patience.action);
  if (action !== state.action) next = { ...next, action };
  for (const [id, card] of state.cards) {
    const progress = agedProgress(card.progress, at, state.patience.answer);
    const asked = agedQuestion(card.asked, at);
    if (progress !== card.progress || asked !== card.asked)
      next = withCard(next, id, { progress, asked });
  }
  const recent = next.snapshot === null ? [] : recentOf(next.snapshot, at + next.skew);
  return recent.length === next.recent.length ? next : { ...next, recent };
}

/** What is being sent and got no outcome in time says so; what was done is shown for a while. */
function agedProgress(progress: Progress, at: number, limit: Patience): Progress {
  switch (progress.kind) {
    case 'sending':
      return at - progress.at < limit.within ? progress : { kind: 'refused', message: limit.words };
    case 'done':
      return at - progress.at < NOTE_STAYS ? progress : { kind: 'idle' };
    case 'idle':
    case 'refused':
    case 'hint':
      return progress;
  }
}

function withProgress(state: PanelState, id: string | null, progress: Progress): PanelState {
  return id === null ? { ...state, action: progress } : withCard(state, id, { progress });
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
