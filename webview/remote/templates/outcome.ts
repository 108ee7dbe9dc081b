import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { CardUi } from '../../shared/state/card-ui.ts';
import type { OpenItem } from '../../shared/state/view.ts';
import { shown } from '../../shared/templates/text.ts';

/** What became of the last tap, right above the buttons. */
export function outcome(
  { state }: OpenItem,
  { progress }: CardUi,
): TemplateResult | typeof nothing {
  switch (progress.kind) {
    case 'sending':
      return html`<p class="outcome sending" role="status">${progress.label}</p>`;
    case 'done':
      return html`<p class="outcome" role="status">
        ${progress.note === null ? 'Your computer has it.' : shown(progress.note)}
      </p>`;
    case 'refused':
      return html`<p class="outcome refused" role="alert">${shown(progress.message)}</p>`;
    case 'hint':
      return html`<p class="outcome" role="alert">${shown(progress.text)}</p>`;
    case 'idle':
      return state.kind === 'pending' && state.claim !== null
        ? html`<p class="outcome" role="status">Being answered in “${shown(state.claim.name)}”…</p>`
        : nothing;
  }
}
