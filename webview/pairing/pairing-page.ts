import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PairingStatus } from '../../src/protocol/remote-status.ts';
import { button, link } from '../shared/templates/buttons.ts';
import { shown } from '../shared/templates/text.ts';
import { digitsStep } from './digits-step.ts';
import { leftWords, stepOf, type PairingState, type PairingStep } from './pairing-state.ts';
import { qrCode } from './qr-code.ts';

/** What a person can do on the pairing page. */
export interface PairingActs {
  readonly submit: () => void;
  readonly again: () => void;
  readonly cancel: () => void;
  readonly chooseAddress: () => void;
  readonly copyLink: () => void;
}

/**
 * The pairing page, a step at a time: what to scan or type on the device, then what the device shows.
 * @param now by the page's own clock
 */
export function pairingPage(state: PairingState, now: number, acts: PairingActs): TemplateResult {
  const pairing = state.shown?.pairing ?? null;
  return html`<main>
    ${content(stepOf(state), state, acts)}
    ${pairing === null ? nothing : left(pairing, pairing.endsAt - state.skew - now, acts)}
  </main>`;
}

function content(step: PairingStep, state: PairingState, acts: PairingActs): TemplateResult {
  switch (step.kind) {
    case 'waiting':
      return html`<p class="aside" aria-busy="true">One moment…</p>`;
    case 'starting':
      return html`<h1>Pair a device</h1>
        <p role="status">
          ${shown(step.by)} is getting an address by which your phone reaches this computer…
        </p>`;
    case 'unreachable':
      return unreachable(step, acts);
    case 'scan':
      return scan(step, acts);
    case 'digits':
      return digitsStep(step.device, state, acts.submit);
    case 'paired':
      return paired(step.words, acts);
    case 'closed':
      return closed(step.why, acts);
  }
}

function scan(
  { pairing, link: address, risk }: Extract<PairingStep, { kind: 'scan' }>,
  acts: PairingActs,
): TemplateResult {
  return html`<h1>Pair a device</h1>
    <p>Scan this with your phone’s camera.</p>
    ${qrCode(address, 'QR code of the address with its secret')}
    <p>Or open <code class="address">${new URL(address).origin}</code> there, and type</p>
    ${code(pairing)}
    <p class="aside">
      On an iPhone or iPad, add the page to the Home Screen first, and type the code in the app.
    </p>
    <p class="aside">${shown(risk)}</p>
    <p>${link('Copy the link', false, acts.copyLink)}</p>`;
}

function unreachable(
  { pairing, why }: Extract<PairingStep, { kind: 'unreachable' }>,
  acts: PairingActs,
): TemplateResult {
  const reason = why ?? 'Choose the address by which it does; then this page shows what to scan.';
  return html`<h1>Your phone can’t reach this computer yet</h1>
    <p class=${why === null ? '' : 'refused'}>${shown(reason)}</p>
    <p>${button({ label: 'Choose an Address…', primary: true, press: acts.chooseAddress })}</p>
    ${pairing.link === null ? nothing : here(pairing.link, pairing, acts)}`;
}

/** A browser of this computer needs no address outside. */
function here(address: string, pairing: PairingStatus, acts: PairingActs): TemplateResult {
  return html`<details>
    <summary>Pair a browser on this computer instead</summary>
    <p>Open <code class="address">${new URL(address).origin}</code> there, and type</p>
    ${code(pairing)}
    <p>${link('Copy the link', false, acts.copyLink)}</p>
  </details>`;
}

function code({ code: typed }: PairingStatus): TemplateResult {
  return html`<p><code class="code">${typed}</code></p>`;
}

/** Not announced: a voice that counts seconds would drown what matters. */
function left(
  { triesLeft }: PairingStatus,
  milliseconds: number,
  acts: PairingActs,
): TemplateResult {
  const tries = triesLeft === 1 ? '1 try' : `${triesLeft} tries`;
  return html`<footer>
    <span>Open for ${leftWords(milliseconds)}, for one device, ${tries} left</span>
    ${link('Cancel', false, acts.cancel)}
  </footer>`;
}

function paired(words: string, acts: PairingActs): TemplateResult {
  return html`<h1 data-focus tabindex="-1">
      <span class="done" aria-hidden="true">✓</span> ${shown(words)}
    </h1>
    <p>Turn notifications on there, so that requests reach it while its page is closed.</p>
    <p>Turn Away on in the Countersign side bar when you leave, and off when you are back.</p>
    <p>${button({ label: 'Pair Another Device', press: acts.again })}</p>`;
}

function closed(why: string | null, acts: PairingActs): TemplateResult {
  return html`<h1 data-focus tabindex="-1">No pairing is open</h1>
    <p>${shown(why ?? 'A pairing is open for two minutes, and for one device.')}</p>
    <p>${button({ label: 'Open a Pairing', primary: true, press: acts.again })}</p>`;
}
