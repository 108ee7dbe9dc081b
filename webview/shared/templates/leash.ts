import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { modeLabel } from '../../../src/core/display/mode-words.ts';
import type { LeashView } from '../../../src/protocol/leash.ts';
import { leashInForce } from '../../../src/protocol/leash-in-force.ts';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';
import { baseName } from '../format.ts';
import type { Act } from '../state/intent.ts';
import { leashTrouble } from '../state/leash-trouble.ts';
import { button, link } from './buttons.ts';
import { shown } from './text.ts';

/** What the bar is drawn with beside the leash itself. */
export interface LeashBarUi {
  readonly skew: number;
  readonly busy: boolean;
  /** The panel asks whether all agents are to be stopped. */
  readonly stopOpen: boolean;
  readonly toggleStop: () => void;
}

/** The name of the banner that can release all agents, among what takes an answer. */
const STOPPED = 'stopped';

/** How long the agents’ leash is, and the ways to change it and to stop them; at the panel’s top. */
export function leashBar(
  { leash, folder, proposal }: PanelSnapshot,
  ui: LeashBarUi,
  act: Act,
): TemplateResult | typeof nothing {
  if (leash === null) return nothing;
  return html`<section class="leash" aria-label="The agents’ leash">
    ${leash.stopped === null ? nothing : stoppedBanner(leash.stopped, ui, act)}
    <div class="leash-line">
      ${choice(leash, folder, ui.busy, act)} ${leash.stopped === null ? stopLink(ui) : nothing}
    </div>
    ${ui.stopOpen && leash.stopped === null ? stopQuestion(ui, act) : nothing}
    ${leash.sessions.map((session) => pausedLine(session, ui, act))}
    ${leash.hook === 'missing' && proposal === null ? hookMissing(ui.busy, act) : nothing}
    ${leashTrouble(leash).map((words) => html`<p class="trouble" role="status">${shown(words)}</p>`)}
  </section>`;
}

function choice(leash: LeashView, folder: string | null, busy: boolean, act: Act): TemplateResult {
  const { mode, profile } = leashInForce(leash, { folder, session: null });
  const action = { kind: 'choose-leash' } as const;
  const choose = (): void => act({ kind: 'host', action, label: 'Opening the choice…' });
  return html`<button
    class="leash-choice"
    type="button"
    title="Change mode and profile"
    aria-disabled=${busy}
    @click=${choose}
  >
    <span class="pair"><span class="label">Mode:</span> ${modeLabel(mode)}</span>
    ${
      profile === null
        ? nothing
        : html`<span class="pair"
            ><span aria-hidden="true" class="label">·</span>
            <span class="label">Profile:</span> ${shown(profile)}</span
          >`
    }
    <span aria-hidden="true" class="label">▾</span>
  </button>`;
}

function stopLink({ stopOpen, toggleStop }: LeashBarUi): TemplateResult {
  return html`<button
    class="quiet stop"
    type="button"
    aria-expanded=${stopOpen}
    @click=${toggleStop}
  >
    <span aria-hidden="true">■</span> Stop all agents…
  </button>`;
}

/** What stopping means, before it is done. */
function stopQuestion({ busy, toggleStop }: LeashBarUi, act: Act): TemplateResult {
  const stop = (): void => {
    toggleStop();
    act({ kind: 'host', action: { kind: 'set-stopped', on: true }, label: 'Stopping all agents…' });
  };
  return html`<div class="form stop-form" role="group" aria-labelledby="stop-title">
    <p id="stop-title"><strong>Stop all agents?</strong></p>
    <p>
      Whatever they ask is denied, and every new call that comes here is blocked, until you release
      them.
    </p>
    <div class="answers form-buttons">
      ${button({ label: 'Stop all agents', primary: true, busy, press: stop })}
      ${button({ label: 'Back', busy: false, press: toggleStop })}
    </div>
  </div>`;
}

type Stopped = NonNullable<LeashView['stopped']>;

/** It has to stand in its place for a moment first: the second of two clicks on Stop releases nobody. */
function stoppedBanner({ by, at }: Stopped, { skew, busy }: LeashBarUi, act: Act): TemplateResult {
  const action = { kind: 'set-stopped', on: false } as const;
  const release = (): void =>
    act({ kind: 'host', action, label: 'Releasing the agents…', at: STOPPED });
  return html`<div
    class="stopped"
    data-id=${STOPPED}
    tabindex="0"
    role="group"
    aria-labelledby="stopped-title"
  >
    <h2 id="stopped-title"><span aria-hidden="true">■</span> All agents are stopped</h2>
    <p>
      By ${shown(by)} · <cs-age .since=${at - skew}></cs-age> ago. Whatever they ask is denied, and
      every new call is blocked.
    </p>
    ${button({ label: 'Release', busy, press: release })}
  </div>`;
}

function pausedLine(
  { session, folder, paused }: LeashView['sessions'][number],
  { skew, busy }: LeashBarUi,
  act: Act,
): TemplateResult | typeof nothing {
  if (paused === null) return nothing;
  const action = { kind: 'set-paused', session, on: false } as const;
  const resume = (): void => act({ kind: 'host', action, label: 'Resuming…' });
  return html`<div class="paused">
    <p>
      <span aria-hidden="true">❚❚</span> <strong>${shown(baseName(folder))}</strong> is paused by
      ${shown(paused.by)} · <cs-age .since=${paused.at - skew}></cs-age> ago
    </p>
    ${link('Resume', busy, resume)}
  </div>`;
}

function hookMissing(busy: boolean, act: Act): TemplateResult {
  const action = { kind: 'mend', finding: 'hook-pre-tool-missing' } as const;
  return html`<div class="trouble" role="status">
    <p>
      Claude Code does not ask Countersign before each call yet, so only what it asks by itself
      comes here. That takes one more entry in its settings.
    </p>
    ${button({ label: 'Show the change', busy, press: () => act({ kind: 'host', action, label: 'Preparing the change…' }) })}
  </div>`;
}
