import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Act } from '../state/intent.ts';

/** One button of a card. */
export interface ButtonSpec {
  readonly label: string;
  readonly press: () => void;
  readonly primary?: boolean;
  /** The key that does the same, as it is shown on the button. */
  readonly key?: string;
  /** Why it can't be pressed now; it keeps the focus and says so. */
  readonly why?: string | null;
  /** Something is on its way: it can't be pressed for a moment. */
  readonly busy?: boolean;
}

/**
 * A button that stays in the focus order when it can't be used, so that a person who listens hears
 * why. A press on it is handed on all the same: the answer to it is the reason, in the card.
 * Its ARIA states are set as properties, since the toolkit hands no attribute but its label on to the
 * button inside.
 */
export function button(spec: ButtonSpec): TemplateResult {
  const why = spec.why ?? null;
  const off = why !== null || spec.busy === true;
  const key = why === null ? spec.key : undefined;
  return html`<vscode-button
    appearance=${spec.primary === true ? 'primary' : 'secondary'}
    class=${off ? 'off' : ''}
    .ariaDisabled=${off ? 'true' : 'false'}
    .ariaLabel=${why === null ? null : `${spec.label} Not available: ${why}`}
    title=${why ?? nothing}
    @click=${spec.press}
    >${spec.label}${key === undefined ? nothing : html`<kbd aria-hidden="true">${key}</kbd>`}</vscode-button
  >`;
}

/** An action of lesser weight, as a line of text that can be pressed. */
export function link(label: string, busy: boolean, press: () => void): TemplateResult {
  return html`<button
    class="quiet"
    type="button"
    aria-disabled=${busy ? 'true' : 'false'}
    @click=${press}
  >
    ${label}
  </button>`;
}

/** The way to the view of every rule in force. */
export function allRules(busy: boolean, act: Act): TemplateResult {
  const action = { kind: 'show-rules' } as const;
  return link('All rules…', busy, () => act({ kind: 'host', action, label: 'Opening the rules…' }));
}
