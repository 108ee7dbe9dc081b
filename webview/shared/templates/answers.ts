import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { GrantTerm } from '../../../src/core/grants/grant.ts';
import type { NotYours } from '../../../src/core/request/item.ts';
import type { Behavior } from '../../../src/core/rules/offers.ts';
import type { AlwaysMode, CardUi } from '../state/card-ui.ts';
import type { Act } from '../state/intent.ts';
import { inputView } from '../state/input-parts.ts';
import type { OpenItem } from '../state/view.ts';
import { isBusy, whyNotAllow, whyNotConfirm } from '../state/why-not.ts';
import { chosenRules, offersOf, termOf } from '../state/workbench.ts';
import { button, link } from './buttons.ts';
import { insteadOfAllow, isForSigners } from './signing.ts';

/** The answers of a card that shows no form: each always in the same place. */
export function answers(item: OpenItem, ui: CardUi, act: Act): TemplateResult {
  return item.state.kind === 'pending' ? pending(item, ui, act) : orphaned(item, ui, act);
}

function pending(item: OpenItem, ui: CardUi, act: Act): TemplateResult {
  const { id, subject } = item.request;
  const busy = isBusy(item, ui);
  if (item.notYours !== undefined) return withoutAllow(item, item.notYours, busy, act);
  const why = whyNotAllow(item, ui);
  const asks = subject.kind === 'question';
  const primary = isGrave(item) ? 'deny' : 'allow';
  return html`${why === null ? nothing : html`<p class="why">${why}</p>`}
    <div class="answers">
      ${button({ label: asks ? 'Send answers' : 'Allow', key: 'A', primary: primary === 'allow', busy, why, press: () => act({ kind: 'allow', id }) })}
      ${button({ label: 'Deny', key: 'D', primary: primary === 'deny', busy, press: () => act({ kind: 'deny', id }) })}
      ${asks ? nothing : html`${alwaysAllow(item, busy, why, act)} ${always(item, 'deny', busy, null, act)}`}
    </div>
    ${lesser(item, busy, act)}`;
}

function lesser(item: OpenItem, busy: boolean, act: Act): TemplateResult {
  const { id } = item.request;
  return html`<div class="links">
    ${link('Deny with a message…', busy, () => act({ kind: 'open-message', id }))}
    ${opensWell(item) ? link('Open in editor', false, () => act({ kind: 'open-input', id })) : nothing}
  </div>`;
}

/** The accent stands on the answer that is safe to give. */
export function isGrave({ request: { judgement } }: OpenItem): boolean {
  const { tier, sentence } = judgement;
  return sentence !== '' && (tier === 'high' || tier === 'critical');
}

/** Others have to sign, and not this person, or not this one alone; until they do it may be denied. */
function withoutAllow(item: OpenItem, why: NotYours, busy: boolean, act: Act): TemplateResult {
  const { id } = item.request;
  return html`${why.kind === 'others-sign' ? html`<p class="why">${why.words}</p>` : nothing}
    <div class="answers without-allow">
      ${insteadOfAllow(why)}
      ${button({ label: 'Deny', key: 'D', busy, press: () => act({ kind: 'deny', id }) })}
      ${always(item, 'deny', busy, null, act)}
    </div>
    ${lesser(item, busy, act)}`;
}

/** What is easier to read with an editor's colours and width. */
function opensWell({ request }: OpenItem): boolean {
  const { kind } = request.subject;
  return kind === 'edit' || kind === 'write' || kind === 'plan' || inputView(request).long;
}

function orphaned(item: OpenItem, ui: CardUi, act: Act): TemplateResult {
  const { id, subject } = item.request;
  const busy = isBusy(item, ui);
  return html`<div class="answers">
    ${
      subject.kind === 'question'
        ? nothing
        : html`${alwaysAllow(item, busy, whyNotAllow(item, ui), act)}
          ${always(item, 'deny', busy, null, act)}`
    }
    ${button({ label: 'Put away', busy, press: () => act({ kind: 'dismiss', id }) })}
  </div>`;
}

function alwaysAllow(
  item: OpenItem,
  busy: boolean,
  whyNot: string | null,
  act: Act,
): TemplateResult {
  if (isForSigners(item)) return html`<p class="each-time">Each time is asked</p>`;
  return always(item, 'allow', busy, whyNot, act);
}

function always(
  item: OpenItem,
  behavior: Behavior,
  busy: boolean,
  whyNot: string | null,
  act: Act,
): TemplateResult {
  const list = offersOf(item, behavior);
  return button({
    label: behavior === 'allow' ? 'Allow Always…' : 'Deny Always…',
    busy,
    why: list.kind === 'none' ? list.why : whyNot,
    press: () => act({ kind: 'open-always', id: item.request.id, behavior }),
  });
}

/** The two buttons under an open form: they say what they do. */
export function formButtons(item: OpenItem, ui: CardUi, act: Act): TemplateResult {
  const { id } = item.request;
  const obstacle = whyNotConfirm(item, ui);
  const busy = isBusy(item, ui);
  const why = obstacle?.passing === false ? obstacle.why : null;
  const label = ui.mode.kind === 'always' ? confirmLabel(item, ui.mode) : 'Deny';
  return html`<div class="answers form-buttons">
    ${button({ label, key: '⏎', primary: true, busy: busy || obstacle?.passing === true, why, press: () => act({ kind: 'confirm', id }) })}
    ${button({ label: 'Back', key: 'esc', busy, press: () => act({ kind: 'back', id }) })}
  </div>`;
}

/** What confirming an "always" does, said by the button itself. */
export function confirmLabel(item: OpenItem, mode: AlwaysMode): string {
  const term = termOf(item, mode);
  if (term !== null) return FOR_A_WHILE[term];
  const { length } = chosenRules(item, mode);
  const save = length > 1 ? `Save ${length} rules` : 'Save rule';
  return item.state.kind === 'orphaned' ? save : `${save} and ${mode.behavior}`;
}

/** The call it is given on is allowed too, and not counted. */
const FOR_A_WHILE: Readonly<Record<GrantTerm, string>> = {
  session: 'Allow for this session',
  hour: 'Allow for 1 hour',
  'five-times': 'Allow, and 5 times more',
};
