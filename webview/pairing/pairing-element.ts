import { LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import type { EditorLink } from './editor-link.ts';
import { pairingPage } from './pairing-page.ts';
import { emptyPairing, received, sixDigits, stepOf } from './pairing-state.ts';
import type { PairingState, PairingStep } from './pairing-state.ts';

/** The pairing page: draws the newest state, and hands on what the person does. */
export class PairingElement extends LitElement {
  static override properties = { pairing: { state: true } };

  declare pairing: PairingState;
  readonly #link: EditorLink;
  #timer: number | undefined;
  #step: PairingStep['kind'] = 'waiting';
  /** What the step is about has yet to get the focus. */
  #focusDue = false;

  constructor(link: EditorLink) {
    super();
    this.#link = link;
    this.pairing = emptyPairing;
    link.onMessage((message) => {
      this.pairing = received(this.pairing, message, Date.now());
      if (message.kind === 'outcome') this.#focusDue = true;
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = window.setInterval(() => this.requestUpdate(), 1000);
    window.addEventListener('focus', this.#takeFocus);
    this.#link.post({ kind: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.#timer);
    window.removeEventListener('focus', this.#takeFocus);
  }

  /** The page's own styles reach into it. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return pairingPage(this.pairing, Date.now(), {
      submit: this.#submit,
      again: () => this.#link.post({ kind: 'open-again' }),
      cancel: () => this.#link.post({ kind: 'cancel' }),
      chooseAddress: () => this.#link.post({ kind: 'choose-address' }),
      copyLink: () => this.#link.post({ kind: 'copy-link' }),
    });
  }

  protected override updated(): void {
    const { kind } = stepOf(this.pairing);
    if (kind !== this.#step) this.#focusDue = true;
    this.#step = kind;
    this.#takeFocus();
  }

  /** Only where the page has the focus already: a device must not take it from what is typed elsewhere. */
  readonly #takeFocus = (): void => {
    const target = this.querySelector<HTMLElement>('[data-focus]');
    if (!this.#focusDue || target === null || !document.hasFocus()) return;
    this.#focusDue = false;
    target.focus();
  };

  readonly #submit = (): void => {
    const field = this.querySelector('input');
    if (field === null || this.pairing.sending) return;
    const digits = sixDigits(field.value);
    if (digits === null) {
      const text = 'Those are not six digits. Nothing was sent.';
      this.pairing = { ...this.pairing, said: { text, good: false } };
      field.focus();
      return;
    }
    field.value = '';
    this.pairing = { ...this.pairing, sending: true, said: null };
    this.#link.post({ kind: 'type-digits', digits });
  };
}
