import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { button } from '../shared/templates/buttons.ts';
import { shown } from '../shared/templates/text.ts';
import type { PairingState } from './pairing-state.ts';

/** The step that decides: the person types the digits that the device shows. */
export function digitsStep(
  device: string,
  { said, sending }: Pick<PairingState, 'said' | 'sending'>,
  submit: () => void,
): TemplateResult {
  const send = (event: Event): void => {
    event.preventDefault();
    submit();
  };
  return html`<h1>“${shown(device)}” wants to be paired</h1>
    <p id="about-digits">
      Its digits come from the keys of both sides: type them only from the device in your hand.
    </p>
    <form @submit=${send}>
      <label for="digits">The six digits it shows</label>
      <div class="field">
        <input
          id="digits"
          data-focus
          inputmode="numeric"
          autocomplete="off"
          spellcheck="false"
          maxlength="9"
          aria-describedby="about-digits said"
          aria-invalid=${said === null ? 'false' : 'true'}
        />
        ${button({ label: sending ? 'Pairing…' : 'Pair', primary: true, busy: sending, press: submit })}
      </div>
      <div id="said" role="alert">
        ${said === null ? nothing : html`<p class="refused">${shown(said.text)}</p>`}
      </div>
    </form>`;
}
