import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/** A button a thumb can hit. */
export interface ThumbButton {
  readonly label: string;
  readonly press: () => void;
  /** `main`: the one that stands out; `deny` and `stop`: say in colour too that they refuse or end. */
  readonly look?: 'main' | 'deny' | 'stop' | 'plain' | 'quiet';
  /** Why it can't be pressed now; it stays where it is, and a press says why. */
  readonly why?: string | null;
  /** Something is on its way: it can't be pressed for a moment. */
  readonly busy?: boolean;
}

/** A button that keeps its place and its focus when it can’t be used, so that all can learn why. */
export function thumb({
  label,
  press,
  look = 'plain',
  why = null,
  busy,
}: ThumbButton): TemplateResult {
  const off = why !== null || busy === true;
  return html`<button
    type="button"
    class="thumb ${look}"
    aria-disabled=${off ? 'true' : 'false'}
    aria-label=${why === null ? nothing : `${label} Not available: ${why}`}
    @click=${press}
  >
    ${label}
  </button>`;
}
