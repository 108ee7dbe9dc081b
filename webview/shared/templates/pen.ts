import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { hasHidden } from '../../../src/core/visible.ts';
import type { PartOffer } from '../../../src/core/rules/offers.ts';
import type { PreviewedRule } from '../../../src/core/rules/preview.ts';
import { choiceOf, withText } from '../state/workbench.ts';
import type { Bench } from './bench.ts';
import { valueOf } from './field.ts';
import { ruleNotes } from './rule-notes.ts';
import { shown } from './text.ts';

/** A field for each rule of a part, to be written by hand, with what was found out about it below. */
export function pen(bench: Bench, part: PartOffer, at: number): TemplateResult {
  const { item, mode, change } = bench;
  const rules = choiceOf(mode, part, at).written?.rules ?? [];
  return html`<div class="beside pen">
    ${rules.map((text, line) =>
      field(bench, text, `${item.request.id}-rule-${at}-${line}`, (next) =>
        change(withText(mode, part, at, line, next)),
      ),
    )}
  </div>`;
}

function field(
  bench: Bench,
  text: string,
  name: string,
  change: (text: string) => void,
): TemplateResult {
  const found = foundOf(bench, text.trim());
  const wrong = found?.problems.some((problem) => problem.severity === 'error') === true;
  return html`<textarea
      class="rule-field"
      rows="1"
      spellcheck="false"
      autocapitalize="off"
      aria-label="Rule, written by hand"
      aria-invalid=${wrong}
      aria-describedby=${name}
      .value=${live(text)}
      @input=${(event: Event) => change(valueOf(event))}
    ></textarea>
    ${hasHidden(text) ? html`<p class="aside">It reads: <code>${shown(text)}</code></p>` : nothing}
    <div id=${name} class=${bench.preview === null ? 'stale' : ''}>
      ${found === null ? nothing : ruleNotes(found, bench.item.request.folder)}
    </div>`;
}

/** While the newest text is being looked at, what was found of the one before stays in its place. */
function foundOf({ draft, preview, last }: Bench, text: string): PreviewedRule | null {
  if (preview !== null) return preview.rules.find((rule) => rule.text === text) ?? null;
  return last?.rules[draft.rules.indexOf(text)] ?? null;
}
