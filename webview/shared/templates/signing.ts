import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { signingWords } from '../../../src/core/display/signing.ts';
import type { IsYou } from '../../../src/core/display/signing.ts';
import type { OpenItem } from '../state/view.ts';

/** At the desk whoever answered in a window is the person who looks at it. */
export const isThisDesk: IsYou = ({ by }) => by.kind === 'window';

/** Who must sign a request that one person’s answer is not enough for, and who is missing. */
export function signing(
  { request, state }: OpenItem,
  isYou: IsYou,
): TemplateResult | typeof nothing {
  if (state.kind !== 'pending' || state.signing === undefined) return nothing;
  const { needs, signed, missing } = signingWords(request.requires, state.signing, isYou);
  return html`<p class="signing" role="status">
    <strong>${needs}:</strong> ${signed}.${missing === '' ? nothing : html` Missing: ${missing}.`}
  </p>`;
}

/** Whether the person has signed already: then there is nothing more for them to allow. */
export function hasSigned({ state }: OpenItem, isYou: IsYou): boolean {
  if (state.kind !== 'pending') return false;
  return state.signing?.signatures.some(isYou) ?? false;
}
