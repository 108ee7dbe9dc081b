import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { GrantTerm } from '../../../src/core/grants/grant.ts';
import type { Behavior } from '../../../src/core/rules/offers.ts';
import type { AlwaysMode, CardUi } from '../state/card-ui.ts';
import type { Act } from '../state/intent.ts';
import { previewOf } from '../state/previews.ts';
import type { OpenItem } from '../state/view.ts';
import { draftOf, partsOf, termOf } from '../state/workbench.ts';
import type { Bench } from './bench.ts';
import { duration } from './duration.ts';
import { effects } from './effects.ts';
import { ladder } from './ladder.ts';
import { messageField } from './message-form.ts';
import { partList } from './part-list.ts';

const HEADINGS: Readonly<Record<Behavior | GrantTerm, string>> = {
  allow: 'Allow from now on, without asking:',
  deny: 'Deny from now on, without asking:',
  session: 'Allow in this session, without asking:',
  hour: 'Allow for 1 hour, without asking:',
  'five-times': 'Allow 5 times more, without asking:',
};

/**
 * What "always" would leave behind, word for word, where and for how long, and what it would do;
 * nothing is written before it is confirmed.
 * @param beside where else there are rules, on a surface that can show them
 */
export function workbench(
  item: OpenItem,
  ui: CardUi,
  mode: AlwaysMode,
  beside: TemplateResult | typeof nothing,
  act: Act,
): TemplateResult {
  const { id } = item.request;
  const bench: Bench = {
    item,
    mode,
    draft: draftOf(item, mode),
    asked: ui.asked,
    preview: previewOf(ui, draftOf(item, mode)),
    last: ui.previewed?.preview ?? null,
    change: (next) => act({ kind: 'fill-in', id, mode: next }),
  };
  const parts = partsOf(item, mode);
  const [only] = parts.length === 1 ? parts : [];
  return html`<div class="form workbench" role="group" tabindex="-1" aria-labelledby="${id}-always">
    <p id="${id}-always">${HEADINGS[termOf(item, mode) ?? mode.behavior]}</p>
    ${only === undefined ? partList(bench, parts) : ladder(bench, only, 0)} ${duration(bench)}
    ${effects(bench)}
    ${
      mode.behavior === 'deny' && item.state.kind === 'pending'
        ? messageField(mode.message, (message) => bench.change({ ...mode, message }))
        : nothing
    }
    ${beside}
  </div>`;
}
