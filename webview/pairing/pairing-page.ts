import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PairingStatus, TunnelStatus } from '../../src/protocol/remote-status.ts';
import { button, link } from '../shared/templates/buttons.ts';
import { shown } from '../shared/templates/text.ts';
import { leftWords, type PairingState } from './pairing-state.ts';
import { qrCode } from './qr-code.ts';

/** What a person can do on the pairing page. */
export interface PairingActs {
  readonly submit: (event: Event) => void;
  readonly again: () => void;
  readonly chooseAddress: () => void;
  readonly copyLink: () => void;
}

/**
 * The pairing page: what to scan or type on the device, then what the device shows.
 * @param now by the page's own clock
 */
export function pairingPage(state: PairingState, now: number, acts: PairingActs): TemplateResult {
  return html`<main>
    <h1>Pair a device</h1>
    ${content(state, now, acts)}
    <p class=${state.said?.good === false ? 'said refused' : 'said'} role="status">
      ${state.said?.text ?? nothing}
    </p>
  </main>`;
}

function content(state: PairingState, now: number, acts: PairingActs): TemplateResult {
  if (state.shown === null) return html`<p aria-busy="true">Opening…</p>`;
  const { pairing, tunnel } = state.shown;
  if (pairing === null) return closed(state, acts);
  const left = leftWords(pairing.endsAt - state.skew - now);
  const tries = pairing.triesLeft === 1 ? '1 try' : `${pairing.triesLeft} tries`;
  return html`<p class="aside">Open for <b>${left}</b>, for one device. ${tries} left.</p>
    <section aria-labelledby="scan">
      <h2 id="scan">1. Scan this with your phone’s camera</h2>
      ${scan(pairing, tunnel, acts)}
    </section>
    <section aria-labelledby="digits-title">
      <h2 id="digits-title">2. Type the six digits your phone shows</h2>
      ${digits(pairing, state.sending, acts)}
    </section>`;
}

function closed({ said }: PairingState, acts: PairingActs): TemplateResult {
  return html`${said?.good === true ? nothing : html`<p>No pairing is open.</p>`}
    <p>
      ${button({ label: said?.good === true ? 'Pair another device' : 'Open a pairing', primary: said?.good !== true, press: acts.again })}
    </p>`;
}

function scan(pairing: PairingStatus, tunnel: TunnelStatus, acts: PairingActs): TemplateResult {
  if (pairing.link === null) {
    return html`<p>There is no address yet that a device could open.</p>
      ${addressButton(acts)}`;
  }
  const address = new URL(pairing.link).origin;
  return html`${qrCode(pairing.link, 'The address with its secret, as a QR code')}
    <p>
      Or open <code>${address}</code> there and type
      <code class="code">${pairing.code}</code>
    </p>
    <p class="aside">
      On an iPhone or iPad, add the page to the Home Screen first and type the code in the app.
    </p>
    <p>${link('Copy the link', false, acts.copyLink)}</p>
    ${tunnel.kind === 'up' ? html`<p class="aside">${shown(tunnel.risk)}</p>` : onlyHere(tunnel, acts)}`;
}

function onlyHere(tunnel: TunnelStatus, acts: PairingActs): TemplateResult {
  const why =
    tunnel.kind === 'down' ? html`<p class="refused">${shown(tunnel.message)}</p>` : nothing;
  return html`${why}
    <p class="warning">
      This address works on this computer only. Choose how your phone gets here before you scan.
    </p>
    ${addressButton(acts)}`;
}

function addressButton(acts: PairingActs): TemplateResult {
  return html`<p>${button({ label: 'Choose an address…', press: acts.chooseAddress })}</p>`;
}

function digits(pairing: PairingStatus, sending: boolean, acts: PairingActs): TemplateResult {
  const { device } = pairing;
  return html`<p>
      ${
        device === null
          ? 'They appear on your phone once it knows the code.'
          : html`“${shown(device.name)}” wants to be paired. The digits come from the keys of both
            sides: type them only from the phone in your hand.`
      }
    </p>
    <form @submit=${acts.submit}>
      <input
        name="digits"
        inputmode="numeric"
        autocomplete="off"
        maxlength="7"
        size="7"
        aria-label="Six digits"
        ?disabled=${device === null}
      />
      <vscode-button
        type="submit"
        class=${device === null || sending ? 'off' : ''}
        @click=${acts.submit}
        >${sending ? 'Pairing…' : 'Pair'}</vscode-button
      >
    </form>`;
}
