/** What the shared templates call `vscode-text-area`: the browser’s own field inside. */
export class LightTextArea extends HTMLElement {
  readonly #field = document.createElement('textarea');

  get value(): string {
    return this.#field.value;
  }

  set value(value: string) {
    if (this.#field.value !== value) this.#field.value = value;
  }

  connectedCallback(): void {
    for (const name of ['rows', 'placeholder', 'aria-label']) {
      const value = this.getAttribute(name);
      if (value !== null) this.#field.setAttribute(name, value);
      // The name belongs to the field alone.
      this.removeAttribute(name);
    }
    this.append(this.#field);
  }

  override focus(options?: FocusOptions): void {
    this.#field.focus(options);
  }
}
