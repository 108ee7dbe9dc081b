import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Effect } from '../state/effects.ts';
import { effectsOf } from '../state/effects.ts';
import type { Bench } from './bench.ts';
import { wrapped } from './text.ts';

/**
 * What saving the rules would do. While newer rules are being looked at the answer on those before
 * stays, dimmed: what stands below it keeps its place.
 */
export function effects({ asked, mode, preview, last }: Bench): TemplateResult {
  const known = preview ?? last;
  const stale = preview === null;
  return html`<div
    class="effects ${stale && last !== null ? 'stale' : ''}"
    aria-busy=${stale && asked?.state === 'asked'}
  >
    ${known === null ? html`<p>${waitingWords(asked?.state ?? 'asked')}</p>` : nothing}
    ${known === null ? nothing : effectsOf(known, mode.behavior).map(one)}
  </div>`;
}

function one({ text, warns, examples }: Effect): TemplateResult {
  return html`<p class=${warns ? 'note warning' : ''}>
      ${warns ? html`<span class="mark" aria-hidden="true">!</span> ` : nothing}${text}
    </p>
    ${
      examples.length === 0
        ? nothing
        : html`<ul class="examples">
            ${examples.map((example) => html`<li title=${example}><code>${wrapped(example)}</code></li>`)}
          </ul>`
    }`;
}

function waitingWords(state: 'asked' | 'answered' | 'late'): string {
  switch (state) {
    case 'asked':
      return 'Looking at what this would do…';
    case 'answered':
    case 'late':
      return 'What this would do could not be looked at.';
  }
}
