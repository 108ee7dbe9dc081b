import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { PartOffer, RungOffer } from '../../../src/core/rules/offers.ts';
import { choiceOf, partRules, rungRules, withPen, withRung } from '../state/workbench.ts';
import type { Bench } from './bench.ts';
import { pen } from './pen.ts';
import { ruleNotes } from './rule-notes.ts';
import { shown, wrapped } from './text.ts';

/** What a part's rule could be, narrowest first, and the way to write it by hand. */
export function ladder(bench: Bench, part: PartOffer, at: number): TemplateResult {
  const { item, mode, change } = bench;
  const { rung, written } = choiceOf(mode, part, at);
  const [only] = part.rungs.length === 1 && written === null ? part.rungs : [];
  if (only !== undefined) {
    return html`<div class="ladder">
      <div class="only">${face(bench, part, 0, only)}</div>
      ${notes(bench, part, at)} ${edit(bench, part, at)}
    </div>`;
  }
  const name = `${item.request.id}-rungs-${at}`;
  const choices = part.rungs.map((offer, place) => {
    const checked = place === rung && written?.counts !== true;
    return html`<label class="option">
        ${radio(name, checked, `${name}-notes`, () => change(withRung(mode, part, at, place)))}
        <span>${face(bench, part, place, offer)}</span>
      </label>
      ${checked ? html`<div class="beside" id="${name}-notes">${notes(bench, part, at)}</div>` : nothing}`;
  });
  return html`<fieldset class="ladder">
    <legend class="heard">Rule for ${shown(part.part)}</legend>
    ${choices} ${written === null ? edit(bench, part, at) : byHand(bench, part, at, name)}
  </fieldset>`;
}

/** The rules a part would leave behind, as chosen or as written. */
export function chosen(bench: Bench, part: PartOffer, at: number): TemplateResult {
  const { item, mode } = bench;
  const { rung, written } = choiceOf(mode, part, at);
  const offer = part.rungs[rung];
  if (written?.counts !== true && offer !== undefined)
    return html`${face(bench, part, rung, offer)} ${notes(bench, part, at)}`;
  const rules = partRules(item, mode, part, at);
  return html`${rules.map((rule) => html`<code class="rule">${wrapped(rule)}</code>`)}
    <small>${rules.length === 0 ? 'No rule for this part.' : 'Written by hand.'}</small>
    ${notes(bench, part, at)}`;
}

function face(bench: Bench, part: PartOffer, rung: number, offer: RungOffer): TemplateResult {
  const rules = rungRules(bench.item, bench.mode, part, rung);
  return html`${rules.map((rule) => html`<code class="rule">${wrapped(rule)}</code>`)}
    <small>${shown(offer.reach)}</small>
    ${
      offer.warning === null
        ? nothing
        : html`<small class="note warning"
            ><span class="mark" aria-hidden="true">!</span> ${shown(offer.warning)}</small
          >`
    }`;
}

function notes(bench: Bench, part: PartOffer, at: number): readonly TemplateResult[] {
  const rules = partRules(bench.item, bench.mode, part, at);
  return rules.flatMap((rule) => {
    const found = bench.preview?.rules.find((one) => one.text === rule);
    return found === undefined ? [] : [ruleNotes(found, bench.item.request.folder)];
  });
}

function edit(bench: Bench, part: PartOffer, at: number): TemplateResult {
  const { item, mode, change } = bench;
  return html`<button
    class="quiet edit"
    type="button"
    @click=${() => change(withPen(item, mode, part, at))}
  >
    Edit…<span class="heard"> the rule for ${shown(part.part)}</span>
  </button>`;
}

function byHand(bench: Bench, part: PartOffer, at: number, name: string): TemplateResult {
  const { item, mode, change } = bench;
  const counts = choiceOf(mode, part, at).written?.counts === true;
  return html`<label class="option">
      ${radio(name, counts, null, () => change(withPen(item, mode, part, at)))}
      <span>Written by hand</span>
    </label>
    ${counts ? pen(bench, part, at) : nothing}`;
}

function radio(
  name: string,
  checked: boolean,
  notesId: string | null,
  choose: () => void,
): TemplateResult {
  return html`<input
    type="radio"
    name=${name}
    aria-describedby=${checked && notesId !== null ? notesId : nothing}
    .checked=${live(checked)}
    @change=${choose}
  />`;
}
