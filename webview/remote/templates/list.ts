import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { describeState } from '../../../src/core/display/describe.ts';
import { headline } from '../../../src/core/display/headline.ts';
import { signingWords } from '../../../src/core/display/signing.ts';
import type { IsYou } from '../../../src/core/display/signing.ts';
import type { Item } from '../../../src/core/request/item.ts';
import type { Request } from '../../../src/core/request/request.ts';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';
import { baseName } from '../../shared/format.ts';
import { signOf } from '../../shared/settled.ts';
import type { Group, OpenItem } from '../../shared/state/view.ts';
import { tierBadge } from '../../shared/templates/judgement.ts';
import { subjectLine } from '../../shared/templates/subject-line.ts';
import { shown, wrapped } from '../../shared/templates/text.ts';
import { requestFragment } from '../fragment.ts';
import { answered, waitingGroups } from '../state/places.ts';

/** How much of a text stands in the list, in characters: more than two lines. */
const GIST = 200;

/** What waits, by session, and what was answered and by whom. */
export function list(snapshot: PanelSnapshot, skew: number, isYou: IsYou): TemplateResult {
  const groups = waitingGroups(snapshot);
  return html`${
    groups.length === 0
      ? html`<section class="empty">
          <h2>Nothing waits for you.</h2>
          <p>Claude Code’s next question appears here.</p>
        </section>`
      : repeat(
          groups,
          (group) => group.session,
          (group, index) => groupOf(group, `group-${index}`, skew, isYou),
        )
  }
  ${recent(answered(snapshot), skew)}`;
}

function groupOf(
  { folder, items }: Group,
  heading: string,
  skew: number,
  isYou: IsYou,
): TemplateResult {
  return html`<section class="group" aria-labelledby=${heading}>
    <h2 id=${heading}><strong>${shown(baseName(folder))}</strong> <span>Claude Code</span></h2>
    <ul>
      ${repeat(
        items,
        (item) => item.request.id,
        (item) => row(item, skew, isYou),
      )}
    </ul>
  </section>`;
}

function row(item: OpenItem, skew: number, isYou: IsYou): TemplateResult {
  const { request, state } = item;
  const more = gist(request);
  return html`<li>
    <a class="waiting" href=${requestFragment(request.id)}>
      <span class="title">${headline(request)}</span>
      <cs-age .since=${request.receivedAt - skew}></cs-age>
      ${more === null ? nothing : html`<span class="what">${more}</span>`}
      ${tierBadge(request.judgement)} ${signed(item, isYou)}
      ${
        state.kind === 'pending' && state.claim !== null
          ? html`<span class="aside">Being answered in “${shown(state.claim.name)}”…</span>`
          : nothing
      }
      ${request.subagent === null ? nothing : html`<span class="aside">a subagent asks</span>`}
    </a>
  </li>`;
}

function signed(
  { request, state, notYours }: OpenItem,
  isYou: IsYou,
): TemplateResult | typeof nothing {
  if (state.kind !== 'pending' || state.signing === undefined) return nothing;
  const { needs, signed: by } = signingWords(request.requires, state.signing, isYou);
  const others = notYours?.kind === 'others-sign' ? ' · not yours to allow' : '';
  return html`<span class="aside">${needs}: ${by}${others}</span>`;
}

/** What a title alone does not tell: enough to know it again, never all of it. */
function gist({ subject }: Request): TemplateResult | null {
  switch (subject.kind) {
    case 'command':
      return html`<code>${wrapped(subject.command.slice(0, GIST))}</code>`;
    case 'fetch':
      return html`<code>${wrapped(subject.url.slice(0, GIST))}</code>`;
    case 'question':
      return html`${shown(subject.questions[0]?.question.slice(0, GIST) ?? '')}`;
    case 'plan':
      return html`${shown(subject.plan.slice(0, GIST))}`;
    case 'edit':
    case 'write':
    case 'read':
    case 'mcp':
    case 'other':
      return null;
  }
}

function recent(items: readonly Item[], skew: number): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<section class="recent" aria-labelledby="recent">
    <h2 id="recent">Answered</h2>
    <ul>
      ${repeat(
        items,
        (item) => item.request.id,
        (item) => settled(item, skew),
      )}
    </ul>
  </section>`;
}

function settled({ request, state }: Item, skew: number): TemplateResult {
  return html`<li>
    <span class="sign ${signOf(state) === '✗' ? 'denied' : ''}" aria-hidden="true"
      >${signOf(state)}</span
    >
    <a href=${requestFragment(request.id)}>${subjectLine(request)}</a>
    <span class="how"
      >${describeState(state)}${
        'at' in state ? html` · <cs-age .since=${state.at - skew}></cs-age>` : nothing
      }</span
    >
  </li>`;
}
