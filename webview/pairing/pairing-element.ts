import { LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import type { EditorLink } from './editor-link.ts';
import { pairingPage } from './pairing-page.ts';
import { emptyPairing, received, sixDigits } from './pairing-state.ts';
import type { PairingState } from './pairing-state.ts';

/** The pairing page: draws the newest state, and hands on what the person does. */
export class PairingElement extends LitElement {
  static override properties = { pairing: { state: true } };

  declare pairing: PairingState;
  readonly #link: EditorLink;
  #timer: number | undefined;

  constructor(link: EditorLink) {
    super();
    this.#link = link;
    this.pairing = emptyPairing;
    link.onMessage((message) => (this.pairing = received(this.pairing, message, Date.now())));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = window.setInterval(() => this.requestUpdate(), 1000);
    this.#link.post({ kind: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.#timer);
  }

  /** The page's own styles reach into it. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return pairingPage(this.pairing, Date.now(), {
      submit: this.#submit,
      again: () => this.#link.post({ kind: 'open-again' }),
      chooseAddress: () => this.#link.post({ kind: 'choose-address' }),
      copyLink: () => this.#link.post({ kind: 'copy-link' }),
    });
  }

  protected override updated(): void {
    const field = this.querySelector('input');
    const shows = this.pairing.shown?.pairing?.device ?? null;
    if (field !== null && shows !== null && document.activeElement === document.body) field.focus();
  }

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const field = this.querySelector('input');
    if (field === null || field.disabled || this.pairing.sending) return;
    const digits = sixDigits(field.value);
    if (digits === null) {
      const text = 'Those are not six digits. Nothing was sent.';
      this.pairing = { ...this.pairing, said: { text, good: false } };
      return;
    }
    field.value = '';
    this.pairing = { ...this.pairing, sending: true, said: null };
    this.#link.post({ kind: 'type-digits', digits });
  };
}
