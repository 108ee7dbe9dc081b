import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Act } from '../state/intent.ts';
import { valueOf } from './field.ts';

/** What the person may tell the agent along with a refusal. */
export function messageForm(id: string, message: string, act: Act): TemplateResult {
  return html`<div class="form">
    ${messageField(message, (next) =>
      act({ kind: 'fill-in', id, mode: { kind: 'deny-message', message: next } }),
    )}
  </div>`;
}

/** A field for a message to the agent; Shift and Enter make a new line. */
export function messageField(message: string, change: (message: string) => void): TemplateResult {
  return html`<vscode-text-area
    class="message"
    rows="3"
    resize="vertical"
    aria-label="Message to the agent, optional"
    placeholder="Tell the agent what to do instead (optional)"
    .value=${message}
    @input=${(event: Event) => change(valueOf(event))}
  ></vscode-text-area>`;
}
