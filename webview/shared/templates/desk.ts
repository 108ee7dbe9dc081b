import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type {
  ConnectionStatus,
  DeskStatus,
  Finding,
  Proposal,
} from '../../../src/protocol/desk.ts';
import { count } from '../format.ts';
import type { Act, HostAction } from '../state/intent.ts';
import { button } from './buttons.ts';
import type { ButtonSpec } from './buttons.ts';
import { findings } from './findings.ts';
import { shown } from './text.ts';

/** Where the desk is, where that keeps requests from coming here. */
export function desk(status: DeskStatus, busy: boolean, act: Act): TemplateResult | typeof nothing {
  switch (status.kind) {
    case 'here':
      return nothing;
    case 'starting':
      return html`<section class="state" aria-busy="true"><p>Starting…</p></section>`;
    case 'elsewhere':
      return html`<section class="state">
        <h2>The desk is in another window</h2>
        <p>
          The desk is in the window “${shown(status.window)}”, where
          ${status.waiting === 0 ? 'nothing waits' : `${count(status.waiting, 'request')} ${status.waiting === 1 ? 'waits' : 'wait'}`}.
          Requests come to one window at a time.
        </p>
        ${button(host('Take over', { kind: 'take-over' }, busy, act, true))}
        <p class="aside">
          Take over, and requests come here from now on. Any that wait there go back to Claude
          Code’s own prompt in the terminal.
        </p>
      </section>`;
    case 'port-taken':
      return html`<section class="state">
        <h2>Port ${status.port} is taken</h2>
        <p>
          Another program listens on port ${status.port}, so Claude Code can’t reach this panel.
        </p>
        ${button(host(`Listen on ${status.suggested} instead`, { kind: 'use-port', port: status.suggested }, busy, act, true))}
        ${button(host(`Try ${status.port} again`, { kind: 'check-again' }, busy, act))}
        <p class="aside">
          Where Claude Code is connected, you then see how its settings would follow.
        </p>
      </section>`;
    case 'failed':
      return html`<section class="state">
        <h2>The desk could not start</h2>
        <p role="alert">${shown(status.message)}</p>
        ${button(host('Try again', { kind: 'check-again' }, busy, act, true))}
      </section>`;
  }
}

/** A change to a settings file that waits for the person's word. */
export function proposal(change: Proposal, busy: boolean, act: Act): TemplateResult {
  return html`<section class="state proposal">
    <h2>${shown(change.summary)}</h2>
    <p>In <code>${shown(change.file)}</code></p>
    <p>The change is open beside this as a diff. Nothing is written before you say so.</p>
    <div class="answers">
      ${button(host('Apply', { kind: 'apply-proposal' }, busy, act, true))}
      ${button(host('Cancel', { kind: 'drop-proposal' }, busy, act))}
    </div>
  </section>`;
}

/** Whether Claude Code asks here, where there is no card to look at. */
export function connection(
  status: ConnectionStatus,
  idle: boolean,
  busy: boolean,
  act: Act,
): TemplateResult | typeof nothing {
  switch (status.kind) {
    case 'checking':
      return idle
        ? html`<section class="state" aria-busy="true">
            <p>Looking at Claude Code’s settings…</p>
          </section>`
        : nothing;
    case 'not-connected':
      return html`<section class="state connect">
          <h2>Countersign what Claude Code wants to do</h2>
          <p>
            When Claude Code needs your permission, it asks here. You read exactly what it wants,
            and allow it, deny it, or make it a rule.
          </p>
          ${button(host('Connect Claude Code', { kind: 'connect' }, busy, act, true))}
          <p class="aside">
            Connecting adds one hook to your Claude Code settings. You see the change first, and can
            take it out again at any time.
          </p>
        </section>
        ${findings(status.findings.filter(isNews), busy, act)}`;
    case 'connected':
      return html`${idle ? empty(busy, act) : nothing} ${findings(status.findings, busy, act)}`;
  }
}

/** That the hook is missing is what the big button is about. */
function isNews({ id }: Finding): boolean {
  return id !== 'hook-missing';
}

function empty(busy: boolean, act: Act): TemplateResult {
  return html`<section class="state empty">
    <p><strong>Nothing waits for you.</strong><br />Claude Code’s next question appears here.</p>
    ${button(host('Send a test request', { kind: 'send-test' }, busy, act))}
  </section>`;
}

function host(
  label: string,
  action: HostAction,
  busy: boolean,
  act: Act,
  primary = false,
): ButtonSpec {
  return { label, busy, primary, press: () => act({ kind: 'host', action, label: `${label}…` }) };
}
