import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { NotYours } from '../../../src/core/request/item.ts';
import type { Behavior } from '../../../src/core/rules/offers.ts';
import type { CardUi } from '../../shared/state/card-ui.ts';
import type { Act } from '../../shared/state/intent.ts';
import type { OpenItem } from '../../shared/state/view.ts';
import { isBusy, whyNotAllow, whyNotConfirm } from '../../shared/state/why-not.ts';
import { offersOf } from '../../shared/state/workbench.ts';
import { confirmLabel, isGrave } from '../../shared/templates/answers.ts';
import { insteadOfAllow, isForSigners } from '../../shared/templates/signing.ts';
import { thumb } from './thumb-button.ts';

/** The answers to a request: each always in the same place, Allow under the thumb. */
export function answers(item: OpenItem, ui: CardUi, act: Act): TemplateResult {
  const { id, subject } = item.request;
  const busy = isBusy(item, ui);
  if (item.notYours !== undefined) return withoutAllow(item, item.notYours, busy, act);
  const why = whyNotAllow(item, ui);
  const asks = subject.kind === 'question';
  return html`<div class="pair">
      ${thumb({ label: 'Deny', look: 'deny', busy, press: () => act({ kind: 'deny', id }) })}
      ${thumb({
        label: asks ? 'Send answers' : 'Allow',
        look: isGrave(item) ? 'plain' : 'main',
        busy,
        why,
        press: () => act({ kind: 'allow', id }),
      })}
    </div>
    ${lesser(item, busy, why, act)}
    <p class="aside signs">${why ?? 'You sign exactly what is shown above.'}</p>`;
}

/** Others have to sign, and not this person, or not this one alone; until they do it may be denied. */
function withoutAllow(item: OpenItem, why: NotYours, busy: boolean, act: Act): TemplateResult {
  const { id } = item.request;
  return html`<div class="pair">
      ${thumb({ label: 'Deny', look: 'deny', busy, press: () => act({ kind: 'deny', id }) })}
      ${insteadOfAllow(why)}
    </div>
    ${denyOtherwise(item, busy, act)}
    ${why.kind === 'others-sign' ? html`<p class="aside signs">${why.words}</p>` : nothing}`;
}

/** The answers of lesser weight; no rule to allow is offered for what is signed each time. */
function lesser(item: OpenItem, busy: boolean, whyNot: string | null, act: Act): TemplateResult {
  if (isForSigners(item)) return denyOtherwise(item, busy, act);
  if (item.request.subject.kind === 'question') return withMessage(item, busy, act);
  return html`<div class="pair">
      ${always(item, 'deny', busy, null, act)} ${always(item, 'allow', busy, whyNot, act)}
    </div>
    ${withMessage(item, busy, act)}`;
}

function denyOtherwise(item: OpenItem, busy: boolean, act: Act): TemplateResult {
  return html`<div class="pair">
    ${always(item, 'deny', busy, null, act)} ${withMessage(item, busy, act)}
  </div>`;
}

function withMessage({ request: { id } }: OpenItem, busy: boolean, act: Act): TemplateResult {
  const press = (): void => act({ kind: 'open-message', id });
  return thumb({ label: 'Deny with a message…', look: 'quiet', busy, press });
}

/** The two buttons of an open form: they say what they do. */
export function formAnswers(item: OpenItem, ui: CardUi, act: Act): TemplateResult {
  const { id } = item.request;
  const obstacle = whyNotConfirm(item, ui);
  const busy = isBusy(item, ui) || obstacle?.passing === true;
  const why = obstacle?.passing === false ? obstacle.why : null;
  const { mode } = ui;
  const allows = mode.kind === 'always' && mode.behavior === 'allow';
  return html`<div class="pair form-buttons">
      ${thumb({ label: 'Back', busy: isBusy(item, ui), press: () => act({ kind: 'back', id }) })}
      ${thumb({
        label: mode.kind === 'always' ? confirmLabel(item, mode) : 'Deny',
        look: allows ? 'main' : 'deny',
        busy,
        why,
        press: () => act({ kind: 'confirm', id }),
      })}
    </div>
    <p class="aside signs">${why ?? 'You sign exactly what is shown above.'}</p>`;
}

function always(
  item: OpenItem,
  behavior: Behavior,
  busy: boolean,
  whyNot: string | null,
  act: Act,
): TemplateResult {
  const list = offersOf(item, behavior);
  return thumb({
    label: behavior === 'allow' ? 'Allow always…' : 'Deny always…',
    look: 'quiet',
    busy,
    why: list.kind === 'none' ? list.why : whyNot,
    press: () => act({ kind: 'open-always', id: item.request.id, behavior }),
  });
}
