import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';
import type { RemoteSnapshot } from '../../../src/protocol/remote.ts';
import { baseName, clock } from '../../shared/format.ts';
import type { Progress } from '../../shared/state/card-ui.ts';
import type { Act } from '../../shared/state/intent.ts';
import { shown } from '../../shared/templates/text.ts';
import { thumb } from './thumb-button.ts';

/** What is stopped, and what a person is about to do about it. */
export interface StopView {
  readonly stops: Pick<RemoteSnapshot['server'], 'stopped' | 'paused'>;
  /** The person is asked whether they mean to stop all agents. */
  readonly asks: boolean;
  /** What became of the last press. */
  readonly progress: Progress;
  /** How far the desk’s clock is ahead of the page’s. */
  readonly skew: number;
}

/** What a person can do about it. */
export interface StopActs {
  readonly act: Act;
  readonly askToStop: (asks: boolean) => void;
}

/** Says on every page that all agents are stopped, and lets them go on. */
export function stoppedBanner(
  { stops: { stopped }, progress, skew }: StopView,
  { act }: StopActs,
): TemplateResult | typeof nothing {
  if (stopped === null) return nothing;
  const release = (): void => setStopped(act, false);
  return html`<section class="stopped" aria-label="All agents are stopped">
    <p>
      <strong>All agents are stopped</strong>, since ${clock(stopped.at - skew)} by
      ${shown(stopped.by)}. What they ask is denied, and each new call is blocked.
    </p>
    ${said(progress)}
    ${thumb({ label: 'Release agents', busy: isSending(progress), press: release })}
  </section>`;
}

/** The name of the question whether all agents are to be stopped, among what takes an answer. */
const ASKS = 'asks-to-stop';

/**
 * The one button that stops all agents; it asks first whether that is meant. The question has to stand
 * in its place for a moment first: the second of two taps on the button is no answer to it.
 */
export function stopFooter(view: StopView, { act, askToStop }: StopActs): TemplateResult {
  const { stops, asks, progress } = view;
  if (stops.stopped !== null) return html``;
  const busy = isSending(progress);
  if (!asks) {
    const press = (): void => askToStop(true);
    return html`<footer class="stop">
      ${said(progress)} ${thumb({ label: 'Stop all agents…', look: 'stop', busy, press })}
    </footer>`;
  }
  const stop = (): void => setStopped(act, true, ASKS);
  return html`<footer class="stop asks" data-id=${ASKS}>
    <p role="alert">
      <strong>Stop all agents?</strong> What waits is denied, and each new call is blocked until you
      release them.
    </p>
    ${said(progress)}
    <div class="pair">
      ${thumb({ label: 'Back', busy, press: () => askToStop(false) })}
      ${thumb({ label: 'Stop all agents', look: 'stop', busy, press: stop })}
    </div>
  </footer>`;
}

/** What became of stopping, pausing or releasing, where no banner or footer says it. */
export function stopOutcome({ stops, progress }: StopView): TemplateResult | typeof nothing {
  return stops.stopped === null ? said(progress) : nothing;
}

/** The sessions that are paused, each with its way on. */
export function pausedSessions(
  { stops: { paused }, progress }: StopView,
  { items }: PanelSnapshot,
  act: Act,
): TemplateResult | typeof nothing {
  if (paused.length === 0) return nothing;
  const nameOf = (session: string): string => {
    const item = items.find(({ request }) => request.session === session);
    return item === undefined ? 'a session of before' : baseName(item.request.folder);
  };
  return html`<section class="paused" aria-labelledby="paused">
    <h2 id="paused">Paused</h2>
    <ul>
      ${paused.map(
        (session) =>
          html`<li>
            <span><strong>${shown(nameOf(session))}</strong>: what it asks is denied</span>
            ${thumb({ label: 'Let it go on', busy: isSending(progress), press: () => setPaused(act, session, false) })}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Pauses the session that a request is of. */
export function pauseButton(session: string, busy: boolean, act: Act): TemplateResult {
  const press = (): void => setPaused(act, session, true);
  return thumb({ label: 'Pause this agent', look: 'quiet', busy, press });
}

/** @param at where it is answered, which has to have stood there for a moment */
function setStopped(act: Act, on: boolean, at?: string): void {
  const label = on ? 'Stopping all agents…' : 'Releasing them…';
  act({ kind: 'host', action: { kind: 'set-stopped', on }, label, at });
}

function setPaused(act: Act, session: string, on: boolean): void {
  const label = on ? 'Pausing the agent…' : 'Letting it go on…';
  act({ kind: 'host', action: { kind: 'set-paused', session, on }, label });
}

function isSending({ kind }: Progress): boolean {
  return kind === 'sending';
}

function said(progress: Progress): TemplateResult | typeof nothing {
  switch (progress.kind) {
    case 'sending':
      return html`<p class="outcome sending" role="status">${progress.label}</p>`;
    case 'refused':
      return html`<p class="outcome refused" role="alert">${shown(progress.message)}</p>`;
    case 'hint':
      return html`<p class="outcome" role="alert">${shown(progress.text)}</p>`;
    case 'done':
      return progress.note === null
        ? nothing
        : html`<p class="outcome" role="status">${shown(progress.note)}</p>`;
    case 'idle':
      return nothing;
  }
}
