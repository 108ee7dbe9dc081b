import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { signingWords } from '../../../src/core/display/signing.ts';
import type { IsYou } from '../../../src/core/display/signing.ts';
import type { NotYours } from '../../../src/core/request/item.ts';
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

/** What stands where Allow would, for a person whose allow would not be taken. */
export function insteadOfAllow({ kind }: NotYours): TemplateResult {
  return kind === 'has-signed'
    ? html`<p class="signed"><span aria-hidden="true">✓</span> You have signed</p>`
    : html`<p class="signed">Not yours to allow</p>`;
}

/**
 * Whether a policy says who must sign a request: then no rule to allow comes of it, nor a grant. A
 * question is answered by anybody.
 */
export function isForSigners({ request: { requires, subject } }: OpenItem): boolean {
  return requires.length > 0 && subject.kind !== 'question';
}
