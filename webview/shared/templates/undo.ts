import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { SavedRule } from '../../../src/core/request/decision.ts';
import type { Act } from '../state/intent.ts';

/** The way to take a rule back; its exact text and file show where the pointer rests on it. */
export function undo(id: string, saved: SavedRule, busy: boolean, act: Act): TemplateResult {
  return html`<button
    class="quiet"
    type="button"
    title=${`${saved.rules.join('\n')}\nin ${saved.file}`}
    aria-disabled=${busy ? 'true' : 'false'}
    @click=${() => act({ kind: 'undo-rule', id })}
  >
    ${busy ? 'undoing…' : 'undo rule'}
  </button>`;
}
