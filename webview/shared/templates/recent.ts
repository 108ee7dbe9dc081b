import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { describeState } from '../../../src/core/display/describe.ts';
import type { SavedRule } from '../../../src/core/request/decision.ts';
import type { Item } from '../../../src/core/request/item.ts';
import { signOf } from '../settled.ts';
import { cardOf } from '../state/panel-state.ts';
import type { PanelState } from '../state/panel-state.ts';
import type { Act } from '../state/intent.ts';
import { subjectLine } from './subject-line.ts';
import { undo } from './undo.ts';

/** What was settled a moment ago, a line each, with undo where it saved a rule. */
export function recent(state: PanelState, act: Act): TemplateResult | typeof nothing {
  if (state.recent.length === 0) return nothing;
  return html`<section class="recent" aria-label="Answered a moment ago">
    <ul>
      ${repeat(
        state.recent,
        (item) => item.request.id,
        (item) => line(item, state, act),
      )}
    </ul>
  </section>`;
}

function line(item: Item, state: PanelState, act: Act): TemplateResult {
  const { request } = item;
  const saved = savedRule(item);
  const { progress } = cardOf(state, request.id);
  return html`<li>
    <span class="sign" aria-hidden="true">${signOf(item.state)}</span>
    <span class="what"
      >${subjectLine(request)}
      ${describeState(item.state)}${
        'at' in item.state
          ? html` · <cs-age .since=${item.state.at - state.skew}></cs-age>`
          : nothing
      }${
        saved === null || saved.undone
          ? nothing
          : html` · ${undo(request.id, saved, progress.kind === 'sending', act)}`
      }
      ${
        progress.kind === 'refused'
          ? html`<span class="refused" role="alert">${progress.message}</span>`
          : nothing
      }</span
    >
  </li>`;
}

/** The rule a request left behind, where it did. */
export function savedRule({ state }: Item): SavedRule | null {
  return 'saved' in state ? state.saved : null;
}
