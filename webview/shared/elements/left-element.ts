import { LitElement } from 'lit';
import { remaining } from '../format.ts';

/** How long it is until a moment; counts down by itself, so that nothing else is drawn again for it. */
export class LeftElement extends LitElement {
  static override properties = { until: { attribute: false } };

  /** Milliseconds since 1970, by the page's clock. */
  declare until: number;
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
    return remaining(this.until - Date.now());
  }
}
