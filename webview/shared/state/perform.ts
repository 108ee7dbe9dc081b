import type { Decision } from '../../../src/core/request/decision.ts';
import type { Behavior } from '../../../src/core/rules/offers.ts';
import type { ToHost } from '../../../src/protocol/panel.ts';
import { answersOf } from './answers.ts';
import type { AlwaysMode, CardUi } from './card-ui.ts';
import type { CardIntent, Intent } from './intent.ts';
import { cardOf } from './panel-state.ts';
import type { PanelEvent, PanelState } from './panel-state.ts';
import { releaseOf } from './release.ts';
import { openItem } from './view.ts';
import type { OpenItem } from './view.ts';
import { isBusy, whyNotAllow, whyNotConfirm } from './why-not.ts';
import { allowChoice, freshWorkbench, offersOf, ruleChoice } from './workbench.ts';

/** What a person's intent leads to: what changes on the page, and what the host is told. */
export interface Step {
  readonly events: readonly PanelEvent[];
  readonly post: ToHost | null;
}

/** The moment of an intent: whether its card has been in place long enough to be answered. */
export interface Moment {
  readonly now: number;
  readonly armed: boolean;
}

const NOTHING: Step = { events: [], post: null };
const TOO_EARLY = 'This card had only just come up here, so nothing was sent. Press again.';
const CHANGED_JUST_NOW = 'This form had only just changed, so nothing was sent. Press again.';
const OFFERED_JUST_NOW = 'This had only just come up here, so nothing was sent. Press again.';

/**
 * Where every intent goes through, and the only place that makes a decision of one. It ends in a
 * decision only where the card is open, free, in place, and was shown whole.
 */
export function perform(state: PanelState, intent: Intent, moment: Moment): Step {
  if (intent.kind === 'host') {
    if (state.action.kind === 'sending') return NOTHING;
    if (intent.at !== undefined && !moment.armed)
      return { events: [{ kind: 'hint', id: null, text: OFFERED_JUST_NOW }], post: null };
    return sending(null, intent.label, intent.action, moment);
  }
  if (intent.kind === 'release') return releaseTogether(state, intent.key, moment);
  const card = cardOf(state, intent.id);
  if (card.progress.kind === 'sending') return NOTHING;
  if (intent.kind === 'undo-rule') {
    return sending(intent.id, 'Undoing the rule…', { kind: 'undo-rule', id: intent.id }, moment);
  }
  const item = openItem(state.snapshot, intent.id);
  if (item === null || isBusy(item, card)) return NOTHING;
  return performOnCard(item, card, intent, moment);
}

function performOnCard(item: OpenItem, card: CardUi, intent: CardIntent, moment: Moment): Step {
  const { id } = intent;
  switch (intent.kind) {
    case 'allow':
      return allow(item, card, moment);
    case 'deny':
      return answer(item, { behavior: 'deny', always: null, message: null }, moment);
    case 'confirm':
      return confirm(item, card, moment);
    case 'back':
      return { events: [{ kind: 'mode', id, mode: { kind: 'answer' } }], post: null };
    case 'open-always':
      return openAlways(item, intent.behavior);
    case 'open-message':
      if (item.state.kind === 'orphaned') return NOTHING;
      return {
        events: [{ kind: 'mode', id, mode: { kind: 'deny-message', message: '' } }],
        post: null,
      };
    case 'fill-in':
      return { events: [{ kind: 'mode', id, mode: intent.mode }], post: null };
    case 'answer':
      return {
        events: [{ kind: 'answer', id, index: intent.index, draft: intent.draft }],
        post: null,
      };
    case 'show-whole':
      return { events: [{ kind: 'shown-whole', id }], post: null };
    case 'open-input':
      return { events: [], post: { kind: 'open-input', id } };
    case 'dismiss':
      return sending(id, 'Putting it away…', { kind: 'dismiss', id }, moment);
    case 'undo-rule':
      return NOTHING;
  }
}

/** Answers the requests of a release offer, where it still is the one that was pressed. */
function releaseTogether(state: PanelState, key: string, moment: Moment): Step {
  const release = releaseOf(state.snapshot);
  if (release?.key !== key || state.action.kind === 'sending') return NOTHING;
  if (!moment.armed)
    return { events: [{ kind: 'hint', id: null, text: OFFERED_JUST_NOW }], post: null };
  const label = release.behavior === 'allow' ? 'Allowing them…' : 'Denying them…';
  const { behavior, rules, items } = release;
  const shown = { behavior, rules, ids: items.map((item) => item.request.id) };
  return sending(null, label, { kind: 'release', shown }, moment);
}

function allow(item: OpenItem, card: CardUi, moment: Moment): Step {
  const why = whyNotAllow(item, card);
  if (why !== null) return hint(item, why);
  const { subject } = item.request;
  const answers = subject.kind === 'question' ? answersOf(subject.questions, card.answers) : null;
  if (subject.kind === 'question' && answers === null) {
    return hint(item, 'Answer every question first; or deny.');
  }
  return answer(item, { behavior: 'allow', always: null, answers }, moment);
}

function confirm(item: OpenItem, card: CardUi, moment: Moment): Step {
  const { mode } = card;
  switch (mode.kind) {
    case 'answer':
      return NOTHING;
    case 'deny-message':
      return answer(item, { behavior: 'deny', always: null, message: said(mode.message) }, moment);
    case 'always': {
      const obstacle = whyNotConfirm(item, card);
      return obstacle === null
        ? answer(item, alwaysDecision(item, mode), moment)
        : hint(item, obstacle.why);
    }
  }
}

function alwaysDecision(item: OpenItem, mode: AlwaysMode): Decision {
  return mode.behavior === 'allow'
    ? { behavior: 'allow', always: allowChoice(item, mode), answers: null }
    : { behavior: 'deny', always: ruleChoice(item, mode), message: said(mode.message) };
}

/** The one place from which a decision leaves the page. */
function answer(item: OpenItem, decision: Decision, moment: Moment): Step {
  const { id } = item.request;
  if (!moment.armed) return hint(item, decision.always === null ? TOO_EARLY : CHANGED_JUST_NOW);
  if (item.state.kind === 'pending') {
    const label = decision.behavior === 'allow' ? 'Allowing…' : 'Denying…';
    return sending(id, label, { kind: 'decide', id, decision }, moment);
  }
  if (decision.always === null) return hint(item, 'Nobody waits for an answer here any more.');
  return sending(id, 'Saving the rule…', { kind: 'save-rule', id, decision }, moment);
}

function openAlways(item: OpenItem, behavior: Behavior): Step {
  const list = offersOf(item, behavior);
  if (list.kind === 'none') return hint(item, list.why);
  const mode = freshWorkbench(behavior);
  return { events: [{ kind: 'mode', id: item.request.id, mode }], post: null };
}

function sending(id: string | null, label: string, post: ToHost, moment: Moment): Step {
  return { events: [{ kind: 'sending', id, label, at: moment.now }], post };
}

function hint(item: OpenItem, text: string): Step {
  return { events: [{ kind: 'hint', id: item.request.id, text }], post: null };
}

function said(message: string): string | null {
  return message.trim() === '' ? null : message;
}
