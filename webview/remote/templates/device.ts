import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { clock } from '../../shared/format.ts';
import { shown, wrapped } from '../../shared/templates/text.ts';
import type { ThisDevice } from '../device/this-device.ts';
import type { LinkStatus } from '../link/status.ts';
import type { PushState } from '../push/push-state.ts';
import { thumb } from './thumb-button.ts';

/** What the page of the device shows and does. */
export interface DeviceView {
  readonly device: ThisDevice;
  readonly status: LinkStatus;
  readonly push: PushState;
  /** What became of the last action here; null for nothing yet. */
  readonly said: string | null;
  readonly busy: boolean;
  /** The page stands in a browser’s tab and not on the home screen. */
  readonly inTab: boolean;
  readonly turnOn: () => void;
  readonly test: () => void;
  /** The person is asked whether they mean it. */
  readonly leaving: boolean;
  readonly askToLeave: (ask: boolean) => void;
  readonly leave: () => void;
}

/** How it stands with this device and the desk, and what to do where it stands badly. */
export function devicePage(view: DeviceView): TemplateResult {
  const { device, status, said, inTab } = view;
  const { told } = status;
  return html`<div class="sheet device">
    <h1 id="title">${shown(told?.device.name ?? device.name)}</h1>
    <p class="byline">paired with ${shown(told?.server.name ?? device.serverName)}</p>
    <dl class="facts">
      ${told === null || told.device.person === null ? nothing : fact('Signs for', html`${shown(told.device.person)}`)}
      ${fact('Desk', deskWords(status))}
      ${told === null ? nothing : fact('Away', told.server.away ? 'on: requests are pushed to paired devices' : 'off: you are asked at the desk, and can answer here too')}
      ${fact('Address', html`<code>${wrapped(device.address)}</code>`)}
      ${device.address === location.origin ? nothing : fact('Page from', html`<code>${wrapped(location.origin)}</code> (kept on this device)`)}
      ${fact('Paired', new Date(device.pairedAt).toLocaleDateString([], { dateStyle: 'long' }))}
    </dl>
    <h2>Notifications</h2>
    ${pushes(view)}
    ${
      inTab
        ? html`<p class="aside">
            Put this page on the home screen (the browser’s menu, “Install” or “Add to Home
            screen”): phones take the notifications of pages that are not there away after a while.
          </p>`
        : nothing
    }
    <h2>This device</h2>
    <p class="aside">
      Its key can’t be copied off it. Whoever has it unlocked can answer for you: remove it here, or
      in VS Code if you lost it.
    </p>
    ${leaving(view)}
    <p class="outcome" role="status">${said === null ? nothing : shown(said)}</p>
  </div>`;
}

function leaving({ leaving: asks, busy, askToLeave, leave }: DeviceView): TemplateResult {
  if (!asks) {
    const press = (): void => askToLeave(true);
    return thumb({ label: 'Remove this device…', look: 'deny', busy, press });
  }
  return html`<p role="alert">
      <strong>Remove it?</strong> It can answer nothing then, until it is paired again.
    </p>
    <div class="pair">
      ${thumb({ label: 'Keep it', busy, press: () => askToLeave(false) })}
      ${thumb({ label: 'Remove', look: 'deny', busy, press: leave })}
    </div>`;
}

function pushes({ push, status, busy, turnOn, test }: DeviceView): TemplateResult {
  switch (push.kind) {
    case 'looking':
      return html`<p>Looking…</p>`;
    case 'unsupported':
      return html`<p>
        <strong>Not here.</strong> This browser window can’t get notifications. Use a normal (not
        private) window, and on an iPhone the page on the home screen.
      </p>`;
    case 'off':
      return html`<p><strong>Off.</strong> You only see requests while this page is open.</p>
        ${thumb({ label: 'Turn on notifications', look: 'main', busy, press: turnOn })}`;
    case 'turning-on':
      return html`<p>Turning them on…</p>`;
    case 'denied':
      return html`<p>
        <strong>Blocked in this browser.</strong> Open the settings of this site (the sign beside
        the address, or the phone’s settings for this app), allow notifications, and come back.
      </p>`;
    case 'failed':
      return html`<p><strong>Not working.</strong> ${shown(push.words)}</p>
        ${thumb({ label: 'Try again', busy, press: turnOn })}`;
    case 'on':
      return html`<p><strong>On.</strong> ${confirmedWords(status)}</p>
        ${thumb({ label: 'Send a test notification', busy, press: test })}`;
  }
}

function confirmedWords({ told }: LinkStatus): string {
  const at = told?.device.push.confirmedAt ?? null;
  if (at === null) return 'None has been confirmed by this device yet: send a test.';
  const day = new Date(at).toLocaleDateString([], { day: 'numeric', month: 'short' });
  return `The last one was confirmed on ${day}, ${clock(at)}.`;
}

function deskWords({ connection }: LinkStatus): TemplateResult {
  switch (connection.kind) {
    case 'connecting':
      return html`connecting…`;
    case 'online':
      return html`online; answered in ${Math.round(connection.took)} ms`;
    case 'lost':
      return html`no connection since ${clock(connection.since)}; nothing is sent.
      ${shown(connection.words)}`;
  }
}

function fact(name: string, value: TemplateResult | string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
