import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { describeState } from '../../../src/core/display/describe.ts';
import { headline } from '../../../src/core/display/headline.ts';
import type { IsYou } from '../../../src/core/display/signing.ts';
import type { Item } from '../../../src/core/request/item.ts';
import type { Request } from '../../../src/core/request/request.ts';
import { baseName } from '../../shared/format.ts';
import { signOf } from '../../shared/settled.ts';
import type { CardUi } from '../../shared/state/card-ui.ts';
import type { Act } from '../../shared/state/intent.ts';
import type { OpenItem } from '../../shared/state/view.ts';
import { deniedStrip } from '../../shared/templates/denied-before.ts';
import { input } from '../../shared/templates/input.ts';
import { reasons, tierBadge } from '../../shared/templates/judgement.ts';
import { messageForm } from '../../shared/templates/message-form.ts';
import { asked, questions } from '../../shared/templates/question.ts';
import { signing } from '../../shared/templates/signing.ts';
import { shown, wrapped } from '../../shared/templates/text.ts';
import { workbench } from '../../shared/templates/workbench.ts';
import { answers, formAnswers } from './answers.ts';
import { outcome } from './outcome.ts';
import { pauseButton } from './stop.ts';
import { thumb } from './thumb-button.ts';

/** What a request is shown with beside itself. */
export interface RequestContext {
  /** How far the desk’s clock is ahead of the page’s. */
  readonly skew: number;
  readonly isYou: IsYou;
  /** How often its tool was denied in the session, where the page offers more for it. */
  readonly denials: number | null;
  /** Its session is being paused. */
  readonly pausing: boolean;
}

/** One waiting request in full, and the answers at the bottom; read from top to bottom. */
export function openRequest(
  item: OpenItem,
  ui: CardUi,
  { skew, isYou, denials, pausing }: RequestContext,
  act: Act,
): TemplateResult {
  const { request } = item;
  const { session } = request;
  return html`<article
    data-id=${request.id}
    tabindex="-1"
    aria-labelledby="title"
    aria-busy=${ui.progress.kind === 'sending'}
  >
    <div class="sheet">
      ${head(request, skew)} ${input(request, ui.shownWhole, act)}
      ${
        request.subject.kind === 'question'
          ? questions(request.id, request.subject.questions, ui.answers, act)
          : nothing
      }
      ${why(request)} ${signing(item, isYou)}
      ${denials === null ? nothing : deniedStrip(request, denials, pausing, act)}
      ${form(item, ui, act)} ${denials === null ? pauseButton(session, pausing, act) : nothing}
    </div>
    <footer class="answers" aria-label="Your answer">
      ${outcome(item, ui)}
      ${ui.mode.kind === 'answer' ? answers(item, ui, act) : formAnswers(item, ui, act)}
    </footer>
  </article>`;
}

/** What became of a request, in the place where it was answered. */
export function settledRequest(
  { request, state }: Item,
  skew: number,
  next: { readonly waiting: number; readonly go: (() => void) | null; readonly back: () => void },
): TemplateResult {
  const sign = signOf(state);
  return html`<article tabindex="-1" aria-labelledby="title">
    <div class="sheet">
      ${head(request, skew)}
      <div class="result ${sign === '✗' ? 'denied' : sign === '✓' ? 'allowed' : ''}" role="status">
        <span class="sign" aria-hidden="true">${sign}</span>
        <p>
          ${capital(describeState(state))}${state.kind === 'delivered' ? '. Claude Code was told.' : ''}
        </p>
      </div>
      ${saved(state)} ${input(request, true, () => undefined)} ${why(request)}
      ${request.subject.kind === 'question' ? asked(request.subject.questions) : nothing}
    </div>
    <footer class="answers">
      <div class="pair">
        ${thumb({ label: 'Back to the list', press: next.back })}
        ${
          next.go === null
            ? nothing
            : thumb({ label: `Next of ${next.waiting} waiting`, look: 'main', press: next.go })
        }
      </div>
    </footer>
  </article>`;
}

/** A request that is not known here, or not yet. */
export function unknownRequest(heard: boolean, back: () => void): TemplateResult {
  return html`<article tabindex="-1" aria-labelledby="title">
    <div class="sheet">
      <h1 id="title">${heard ? 'This request is settled' : 'Asking your computer…'}</h1>
      ${
        heard
          ? html`<p>Your computer does not list it any more. Nothing can be answered here.</p>`
          : nothing
      }
    </div>
    <footer class="answers">
      <div class="pair">${thumb({ label: 'Back to the list', press: back })}</div>
    </footer>
  </article>`;
}

function head(request: Request, skew: number): TemplateResult {
  const { subagent, folder, receivedAt, purpose } = request;
  return html`<h1 id="title">${headline(request)}</h1>
    ${tierBadge(request.judgement)}
    <p class="byline">
      ${shown(baseName(folder))} · Claude Code · asked <cs-age .since=${receivedAt - skew}></cs-age>
      ago
    </p>
    ${subagent === null ? nothing : html`<p class="byline">${subagentWords(subagent.type)}</p>`}
    ${
      purpose === 'test'
        ? html`<p class="byline">
            <span class="tag">Test</span> Nothing runs, whatever you answer; a rule you save is
            real.
          </p>`
        : nothing
    }`;
}

/** Why it is as risky as it is, and why it is asked at all. */
function why({ judgement, subject }: Request): TemplateResult | typeof nothing {
  return reasons(judgement, subject.kind === 'command' ? subject.command : null);
}

function subagentWords(type: string | null): TemplateResult {
  return type === null ? html`Its subagent asks` : html`Its subagent “${shown(type)}” asks`;
}

function form(item: OpenItem, ui: CardUi, act: Act): TemplateResult | typeof nothing {
  switch (ui.mode.kind) {
    case 'answer':
      return nothing;
    case 'deny-message':
      return messageForm(item.request.id, ui.mode.message, act);
    case 'always':
      return workbench(item, ui, ui.mode, nothing, act);
  }
}

function saved(state: Item['state']): TemplateResult | typeof nothing {
  if (!('saved' in state) || state.saved === null) return nothing;
  const { rules, file, undone } = state.saved;
  return html`<p class="aside">
    ${undone ? 'Rule undone:' : 'Rule saved:'}
    ${rules.map((rule) => html`<code>${wrapped(rule)}</code> `)} in <code>${wrapped(file)}</code>
  </p>`;
}

function capital(text: string): readonly unknown[] {
  return shown(text.slice(0, 1).toUpperCase() + text.slice(1));
}
