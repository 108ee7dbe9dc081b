import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { valueOf } from '../../shared/templates/field.ts';
import { shown } from '../../shared/templates/text.ts';
import type { Pairing } from '../pairing/pairing-state.ts';
import { thumb } from './thumb-button.ts';

/** What a person does while this device is paired. */
export interface PairingActs {
  readonly rename: (name: string) => void;
  readonly type: (code: string) => void;
  readonly pair: () => void;
  /** Leaves it as it was, where there was a pairing before. */
  readonly keep: (() => void) | null;
}

/** Pairing this device, one step at a time. */
export function pairing(state: Pairing, acts: PairingActs): TemplateResult {
  switch (state.kind) {
    case 'home-screen':
      return homeScreen();
    case 'ask':
      return ask(state, acts);
    case 'digits':
      return digits(state);
  }
}

function ask(state: Extract<Pairing, { kind: 'ask' }>, acts: PairingActs): TemplateResult {
  const { name, link, code, problem, busy } = state;
  const submit = (event: Event): void => {
    event.preventDefault();
    acts.pair();
  };
  return html`<form class="sheet" @submit=${submit}>
    <h1 id="title">Pair this device</h1>
    <p>
      Then it can answer what Claude Code asks on your computer. Its key is made here and never
      leaves this device.
    </p>
    ${link === null ? codeField(code, acts) : html`<p class="aside">The code of your QR picture was read.</p>`}
    <label class="field">
      <span>Name of this device</span>
      <input
        maxlength="64"
        autocomplete="off"
        .value=${name}
        @input=${(event: Event) => acts.rename(valueOf(event))}
      />
    </label>
    ${problem === null ? nothing : html`<p class="outcome refused" role="alert">${shown(problem)}</p>`}
    <footer class="answers">
      ${busy ? html`<p class="outcome sending" role="status">Pairing…</p>` : nothing}
      <div class="pair">
        ${acts.keep === null ? nothing : thumb({ label: 'Keep it as it was', busy, press: acts.keep })}
        <button type="submit" class="thumb main" aria-disabled=${busy ? 'true' : 'false'}>
          Pair
        </button>
      </div>
    </footer>
  </form>`;
}

function codeField(code: string, acts: PairingActs): TemplateResult {
  return html`<p>
      In VS Code, run <strong>Countersign: Pair a Device</strong>, and type the code it shows.
    </p>
    <label class="field">
      <span>Code from VS Code</span>
      <input
        class="code"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        enterkeyhint="go"
        placeholder="XXXX-XXXX-XXXX"
        .value=${code}
        @input=${(event: Event) => acts.type(valueOf(event))}
      />
    </label>`;
}

function digits({ pending, trouble }: Extract<Pairing, { kind: 'digits' }>): TemplateResult {
  const { digits: six, device } = pending;
  return html`<div class="sheet center">
    <h1 id="title">Type these into VS Code</h1>
    <p class="digits" aria-label=${six.replace(/\B/g, ' ')}>${six.slice(0, 3)} ${six.slice(3)}</p>
    <p>
      On <strong>${shown(device.serverName)}</strong>, VS Code asks for them. That is how it knows
      it is this device, and no other.
    </p>
    <p class="aside">
      If VS Code shows nothing, or another name than “${shown(device.name)}”, stop.
    </p>
    <p class="outcome sending" role="status">
      ${trouble === null ? 'Waiting for you to type them…' : shown(trouble)}
    </p>
  </div>`;
}

function homeScreen(): TemplateResult {
  return html`<div class="sheet">
    <h1 id="title">First, put this on your Home Screen</h1>
    <p>
      An iPhone or iPad gives notifications only to apps there, and keeps their keys apart from
      Safari’s. So this page is paired there, not here.
    </p>
    <ol class="steps">
      <li>Tap <strong>Share</strong> ${shareSign()} in Safari’s bar.</li>
      <li>Choose <strong>Add to Home Screen</strong>, then <strong>Add</strong>.</li>
      <li>Open <strong>Countersign</strong> from the Home Screen.</li>
      <li>Type the code VS Code shows under the QR picture.</li>
    </ol>
    <p class="aside">
      Pairing is open for two minutes. If they are over, open it in VS Code again: the app stays.
    </p>
  </div>`;
}

function shareSign(): TemplateResult {
  return html`<svg class="share" viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 15V3m0 0L8 7m4-4 4 4M8 10H6v11h12V10h-2" />
  </svg>`;
}
