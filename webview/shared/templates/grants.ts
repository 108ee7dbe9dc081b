import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Grant } from '../../../src/core/grants/grant.ts';
import { baseName, clock, count } from '../format.ts';
import type { Act } from '../state/intent.ts';
import { shown, wrapped } from './text.ts';

/** What still holds for a while, with what is left of it, and the way to end it. */
export function grants(
  list: readonly Grant[],
  skew: number,
  busy: boolean,
  act: Act,
): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<section class="grants" aria-labelledby="grants-title">
    <h2 id="grants-title">Allowed for a while</h2>
    <ul>
      ${repeat(
        list,
        (grant) => grant.id,
        (grant) => one(grant, skew, busy, act),
      )}
    </ul>
  </section>`;
}

function one(grant: Grant, skew: number, busy: boolean, act: Act): TemplateResult {
  const revoke = (): void =>
    act({
      kind: 'host',
      action: { kind: 'revoke-grant', grant: grant.id },
      label: 'Revoking…',
    });
  return html`<li>
    <div>
      ${grant.rules.map((rule) => html`<code class="rule">${wrapped(rule)}</code>`)}
      <span class="aside" title=${grant.folder}
        >${shown(baseName(grant.folder))} · ${left(grant, skew)}</span
      >
    </div>
    <button class="quiet" type="button" aria-disabled=${busy} @click=${revoke}>
      Revoke<span class="heard"> ${shown(grant.rules.join(', '))}</span>
    </button>
  </li>`;
}

function left({ limit, used }: Grant, skew: number): TemplateResult {
  switch (limit.kind) {
    case 'session':
      return html`until its session ends${usedWords(used)}`;
    case 'until':
      return html`until ${clock(limit.at - skew)} ·
        <cs-left .until=${limit.at - skew}></cs-left> left${usedWords(used)}`;
    case 'times':
      return html`${limit.left} of ${limit.left + used} left`;
  }
}

function usedWords(used: number): string {
  return used === 0 ? '' : ` · used ${count(used, 'time')}`;
}
