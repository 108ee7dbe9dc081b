import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { PartOffer } from '../../../src/core/rules/offers.ts';
import type { Bench } from './bench.ts';
import { chosen, ladder } from './ladder.ts';
import { wrapped } from './text.ts';

/** The parts of a call, each with its chosen rule; one at a time is open to be chosen anew. */
export function partList(bench: Bench, parts: readonly PartOffer[]): TemplateResult {
  return html`<ol class="parts">
    ${parts.map((part, at) => one(bench, part, at))}
  </ol>`;
}

function one(bench: Bench, part: PartOffer, at: number): TemplateResult {
  const { item, mode, change } = bench;
  const open = mode.opened === at;
  const body = `${item.request.id}-part-${at}`;
  return html`<li class="part">
    <button
      class="part-head"
      type="button"
      aria-expanded=${open}
      aria-controls=${body}
      @click=${() => change({ ...mode, opened: open ? null : at })}
    >
      <span class="chevron" aria-hidden="true"></span>
      <code>${wrapped(part.part)}</code>
    </button>
    <div id=${body} class="part-body">
      ${open ? ladder(bench, part, at) : chosen(bench, part, at)}
    </div>
  </li>`;
}
