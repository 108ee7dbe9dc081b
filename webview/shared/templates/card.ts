import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { headline } from '../../../src/core/display/headline.ts';
import type { Request } from '../../../src/core/request/request.ts';
import { orphanedWords } from '../settled.ts';
import type { CardUi } from '../state/card-ui.ts';
import type { Act } from '../state/intent.ts';
import type { OpenItem } from '../state/view.ts';
import { isBusy } from '../state/why-not.ts';
import { answers, formButtons } from './answers.ts';
import { allRules } from './buttons.ts';
import { deniedStrip } from './denied-before.ts';
import { input } from './input.ts';
import { reasons, tierBadge } from './judgement.ts';
import { messageForm } from './message-form.ts';
import { asked, questions } from './question.ts';
import { signing, isThisDesk } from './signing.ts';
import { shown, wrapped } from './text.ts';
import { undo } from './undo.ts';
import { workbench } from './workbench.ts';

type Orphaned = Extract<OpenItem['state'], { kind: 'orphaned' }>;

/** What a card is drawn with beside the request itself. */
export interface CardContext {
  /** How far the host's clock is ahead of the page's. */
  readonly skew: number;
  /** How often its tool was denied in the session, where the card offers more for it. */
  readonly denials: number | null;
}

/** One open request: what is wanted, the exact input, why it matters, and the answers, in this order. */
export function card(
  item: OpenItem,
  ui: CardUi,
  { skew, denials }: CardContext,
  act: Act,
): TemplateResult {
  const { request } = item;
  return html`<article
    data-id=${request.id}
    tabindex="0"
    aria-labelledby="title-${request.id}"
    aria-busy=${ui.progress.kind === 'sending'}
  >
    <header>
      <h3 id="title-${request.id}">${headline(request)}</h3>
      <div class="meta">
        ${tierBadge(request.judgement)} ${byline(request)}
        <cs-age .since=${request.receivedAt - skew}></cs-age>
      </div>
    </header>
    ${
      request.purpose === 'test'
        ? html`<p class="aside test">
            <span class="tag">Test</span> Nothing runs, whatever you answer; a rule you save is
            real.
          </p>`
        : nothing
    }
    ${item.state.kind === 'orphaned' ? orphaned(item.request, item.state, ui, act) : nothing}
    ${input(request, ui.shownWhole, act)}
    ${
      request.subject.kind === 'question' && item.state.kind === 'pending'
        ? questions(request.id, request.subject.questions, ui.answers, act)
        : nothing
    }
    ${reasons(request.judgement, wholeOf(request))} ${signing(item, isThisDesk)}
    ${denials === null || item.state.kind !== 'pending' ? nothing : deniedStrip(request, denials, isBusy(item, ui), act)}
    ${lower(item, ui, act)} ${outcome(item, ui)}
  </article>`;
}

function wholeOf({ subject }: Request): string | null {
  return subject.kind === 'command' ? subject.command : null;
}

/** A worker inside the session asks, not the agent the person talks to. */
function byline({ subagent }: Request): TemplateResult | typeof nothing {
  if (subagent === null) return nothing;
  return html`<span class="aside"
    >${subagent.type === null ? 'Its subagent asks' : html`Its subagent “${shown(subagent.type)}” asks`}</span
  >`;
}

/** Why an answer can't reach the agent any more, and the rule that was still made of the request. */
function orphaned(
  { id, subject }: Request,
  { why, saved }: Orphaned,
  { progress }: CardUi,
  act: Act,
): TemplateResult {
  return html`<p class="gone">${orphanedWords(why)}</p>
    ${subject.kind === 'question' ? asked(subject.questions) : nothing}
    ${
      saved === null
        ? nothing
        : html`<p class="aside">
            ${saved.undone ? 'Rule undone:' : 'Rule saved:'}
            ${saved.rules.map((rule) => html`<code>${wrapped(rule)}</code> `)} in
            <code>${wrapped(saved.file)}</code>
            ${saved.undone ? nothing : html`· ${undo(id, saved, progress.kind === 'sending', act)}`}
          </p>`
    }`;
}

function lower(item: OpenItem, ui: CardUi, act: Act): TemplateResult {
  switch (ui.mode.kind) {
    case 'answer':
      return answers(item, ui, act);
    case 'deny-message':
      return html`${messageForm(item.request.id, ui.mode.message, act)}
      ${formButtons(item, ui, act)}`;
    case 'always':
      return html`${workbench(item, ui, ui.mode, html`<p>${allRules(false, act)}</p>`, act)}
      ${formButtons(item, ui, act)}`;
  }
}

function outcome(item: OpenItem, { progress }: CardUi): TemplateResult | typeof nothing {
  switch (progress.kind) {
    case 'sending':
      return html`<p class="outcome" role="status">${progress.label}</p>`;
    case 'done':
      return progress.note === null
        ? nothing
        : html`<p class="outcome" role="status">${progress.note}</p>`;
    case 'refused':
      return html`<p class="outcome refused" role="alert">${progress.message}</p>`;
    case 'hint':
      return html`<p class="outcome" role="alert">${progress.text}</p>`;
    case 'idle':
      return claimed(item);
  }
}

function claimed({ state }: OpenItem): TemplateResult | typeof nothing {
  if (state.kind !== 'pending' || state.claim === null) return nothing;
  return html`<p class="outcome" role="status">Being answered in “${state.claim.name}”…</p>`;
}
