import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PanelState } from '../state/panel-state.ts';

/** A message that could not be read. */
export function fault(detail: PanelState['fault']): TemplateResult | typeof nothing {
  if (detail === null) return nothing;
  return html`<div class="notice refused" role="alert">
    <p>
      A message from the editor could not be read, so what you see may be out of date. Reload the
      window; if it happens again, please report it.
    </p>
    <details>
      <summary>What was wrong</summary>
      <pre>${detail}</pre>
    </details>
  </div>`;
}

/** What became of an action that belongs to no card. */
export function notice(action: PanelState['action']): TemplateResult | typeof nothing {
  switch (action.kind) {
    case 'idle':
      return nothing;
    case 'sending':
      return html`<p class="notice" role="status">${action.label}</p>`;
    case 'done':
      return action.note === null
        ? nothing
        : html`<p class="notice" role="status">${action.note}</p>`;
    case 'refused':
      return html`<p class="notice refused" role="alert">${action.message}</p>`;
    case 'hint':
      return html`<p class="notice" role="status">${action.text}</p>`;
  }
}
