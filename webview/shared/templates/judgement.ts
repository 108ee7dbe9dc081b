import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { TIER_WORDS } from '../../../src/core/display/tiers.ts';
import type { Judgement } from '../../../src/core/policy/judgement.ts';
import type { Tier } from '../../../src/core/risk/tier.ts';
import { shown, wrapped } from './text.ts';

/** How many of the four bars of its sign are filled. */
const BARS: Readonly<Record<Tier, number>> = { none: 0, low: 1, medium: 2, high: 3, critical: 4 };

/** Whether anything was made of a request: one kept from before requests were judged shows no tier. */
function isJudged({ sentence }: Judgement): boolean {
  return sentence !== '';
}

/** How much harm a request could do, as bars and in words; the colour only adds to them. */
export function tierBadge(judgement: Judgement): TemplateResult | typeof nothing {
  if (!isJudged(judgement)) return nothing;
  const { tier } = judgement;
  return html`<span class="tier ${tier}"
    >${bars(BARS[tier])}<span>${TIER_WORDS[tier]}</span></span
  >`;
}

function bars(filled: number): TemplateResult {
  return html`<svg viewBox="0 0 15 10" width="15" height="10" aria-hidden="true">
    ${[0, 1, 2, 3].map(
      (at) =>
        svg`<rect x=${at * 4} y=${6 - at * 2} width="3" height=${4 + at * 2} rx="0.6" fill="currentColor" opacity=${at < filled ? 1 : 0.28}></rect>`,
    )}
  </svg>`;
}

/**
 * Why a request is as risky as it is, open where it is high, and why Countersign asks at all.
 * @param whole what stands above it in full: a reason that is about all of it doesn’t repeat it
 */
export function reasons(
  judgement: Judgement,
  whole: string | null = null,
): TemplateResult | typeof nothing {
  const { tier, because } = judgement;
  const list = judgement.reasons.length === 0 ? nothing : reasonList(judgement, whole);
  const isGrave = tier === 'high' || tier === 'critical';
  if (list === nothing && because === null) return nothing;
  return html`<div class="why-asked">
    ${
      list === nothing || isGrave
        ? list
        : html`<details>
            <summary>Why ${TIER_WORDS[tier].toLowerCase()}</summary>
            ${list}
          </details>`
    }
    ${because === null ? nothing : html`<p class="because">Countersign asks: ${shown(because)}</p>`}
  </div>`;
}

function reasonList({ reasons: list }: Judgement, whole: string | null): TemplateResult {
  return html`<ul class="reasons">
    ${list.map((reason) => html`<li>${withCode(shortened(reason, whole))}</li>`)}
  </ul>`;
}

function shortened(reason: string, whole: string | null): string {
  const start = `\`${whole ?? ''}\` `;
  if (whole === null || !reason.startsWith(start)) return reason;
  const rest = reason.slice(start.length);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** What stands between backticks is a piece of the call, and shown like it. */
function withCode(reason: string): readonly unknown[] {
  const pieces = reason.split('`');
  // An odd one belongs to the piece itself: then no piece can be told for sure.
  if (pieces.length % 2 === 0) return shown(reason);
  return pieces.map((piece, at) =>
    at % 2 === 0 ? shown(piece) : html`<code>${wrapped(piece)}</code>`,
  );
}
