import { LitElement } from 'lit';
import { age } from '../format.ts';

/** How long ago a moment was; keeps itself up to date, so that no card is drawn again for it. */
export class AgeElement extends LitElement {
  static override properties = { since: { attribute: false } };

  /** Milliseconds since 1970, by the page's clock. */
  declare since: number;
  #timer: number | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = window.setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.#timer);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): string {
    return age(Date.now() - this.since);
  }
}
