import { html } from 'lit';
import type { TemplateResult, nothing } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Act } from '../state/intent.ts';
import { releaseWords } from '../state/release.ts';
import type { Release } from '../state/release.ts';
import { button } from './buttons.ts';
import { subjectLine } from './subject-line.ts';
import { wrapped } from './text.ts';

/**
 * The offer to answer together what a rule that was just saved covers. It is made anew for each offer,
 * so that one that came in another's place has to be seen first.
 */
export function release(
  offer: Release,
  said: TemplateResult | typeof nothing,
  busy: boolean,
  act: Act,
): TemplateResult {
  const { key, behavior, items, rules } = offer;
  const verb = behavior === 'allow' ? 'Allow' : 'Deny';
  return html`${keyed(
    key,
    html`<section class="release" data-id=${key} tabindex="0" aria-labelledby="release-title">
      <h2 id="release-title">${releaseWords(offer)}</h2>
      <p>${rules.map((rule) => html`<code class="rule">${wrapped(rule)}</code>`)}</p>
      <ul>
        ${items.map(({ request }) => html`<li>${subjectLine(request)}</li>`)}
      </ul>
      <div class="answers">
        ${button({ label: `${verb} ${these(items.length)}`, primary: true, busy, press: () => act({ kind: 'release', key }) })}
        ${button({
          label: items.length === 1 ? 'Leave it' : 'Leave them',
          busy,
          press: () =>
            act({ kind: 'host', action: { kind: 'drop-release' }, label: 'Leaving them…' }),
        })}
      </div>
      ${said}
    </section>`,
  )}`;
}

function these(number: number): string {
  if (number === 1) return 'it';
  return number === 2 ? 'both' : `all ${number}`;
}
