import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';
import { baseName } from '../format.ts';
import type { Act } from '../state/intent.ts';
import { cardOf } from '../state/panel-state.ts';
import type { PanelState } from '../state/panel-state.ts';
import { releaseOf } from '../state/release.ts';
import { stubbornDenials } from '../state/stubborn.ts';
import { groupsOf } from '../state/view.ts';
import type { Group } from '../state/view.ts';
import { away } from './away.ts';
import { allRules, link } from './buttons.ts';
import { card } from './card.ts';
import { connection, desk, proposal } from './desk.ts';
import { keysHelp } from './keys-help.ts';
import { grants } from './grants.ts';
import { leashBar } from './leash.ts';
import { asksForLeash, leashQuestion } from './leash-question.ts';
import { fault, notice } from './notice.ts';
import { recent } from './recent.ts';
import { release } from './release.ts';
import { shown } from './text.ts';

/** What of the page is no one's business but its own. */
export interface PageUi {
  readonly keysOpen: boolean;
  readonly toggleKeys: () => void;
  /** The panel asks whether all agents are to be stopped. */
  readonly stopOpen: boolean;
  readonly toggleStop: () => void;
}

/** The whole page: what waits comes first, then how things stand, then what was settled. */
export function page(state: PanelState, ui: PageUi, act: Act): TemplateResult {
  return html`<main tabindex="-1">
    <h1 class="heard">Countersign</h1>
    ${fault(state.fault)}
    ${
      state.snapshot === null
        ? html`<section class="state" aria-busy="true"><p>Starting…</p></section>`
        : content(state, state.snapshot, ui, act)
    }
    <div class="heard" role="status" aria-live="polite">
      ${keyed(state.said.serial, html`<span>${state.said.text}</span>`)}
    </div>
  </main>`;
}

function content(state: PanelState, snapshot: PanelSnapshot, ui: PageUi, act: Act): TemplateResult {
  const busy = state.action.kind === 'sending';
  const groups = groupsOf(snapshot);
  const here = snapshot.desk.kind === 'here';
  const stopped = (snapshot.leash?.stopped ?? null) !== null;
  const idle = groups.length === 0 && snapshot.proposal === null && !stopped;
  const said = notice(state.action);
  return html`${here ? leashBar(snapshot, { ...ui, skew: state.skew, busy }, act) : nothing}
    ${desk(snapshot.desk, busy, act)}
    ${snapshot.proposal === null ? nothing : html`${proposal(snapshot.proposal, busy, act)} ${said}`}
    ${repeat(
      groups,
      (group) => group.session,
      (group, index) => groupOf(group, `group-${index}`, state, snapshot, act),
    )}
    ${
      // Below the cards: it comes and goes, and must not move what is about to be answered.
      snapshot.proposal === null ? underCards(snapshot, said, busy, act) : nothing
    }
    ${
      here && snapshot.leash !== null && asksForLeash(snapshot)
        ? leashQuestion(snapshot.leash, busy, act)
        : nothing
    }
    ${here && snapshot.proposal === null ? connection(snapshot.connection, idle, busy, act) : nothing}
    ${grants(snapshot.grants, state.skew, busy, act)} ${away(snapshot.away, busy, act)}
    ${recent(state, act)}
    <footer>
      ${groups.length === 0 ? nothing : keysHelp(ui.keysOpen, ui.toggleKeys)}
      ${
        here && snapshot.connection.kind === 'connected' && snapshot.proposal === null
          ? html`${allRules(busy, act)}
            ${link('Disconnect…', busy, () =>
              act({ kind: 'host', action: { kind: 'disconnect' }, label: 'Disconnecting…' }),
            )}`
          : nothing
      }
    </footer>`;
}

function underCards(
  snapshot: PanelSnapshot,
  said: TemplateResult | typeof nothing,
  busy: boolean,
  act: Act,
): TemplateResult {
  const offer = releaseOf(snapshot);
  return offer === null ? html`${said}` : release(offer, said, busy, act);
}

function groupOf(
  group: Group,
  heading: string,
  state: PanelState,
  snapshot: PanelSnapshot,
  act: Act,
): TemplateResult {
  return html`<section class="group" aria-labelledby=${heading}>
    <h2 id=${heading} title=${group.folder}>
      <strong>${shown(baseName(group.folder))}</strong> <span>Claude Code</span>
    </h2>
    ${repeat(
      group.items,
      (item) => item.request.id,
      (item) => {
        const { request } = item;
        const denials = stubbornDenials(snapshot, request);
        return card(item, cardOf(state, request.id), { skew: state.skew, denials }, act);
      },
    )}
  </section>`;
}
