/**
 * What the shared templates call `vscode-dropdown`: the browser’s own list, which a phone shows in its
 * own way. Its choices are the `vscode-option` elements within.
 */
export class LightDropdown extends HTMLElement {
  readonly #select = document.createElement('select');
  #value = '';

  constructor() {
    super();
    const slot = document.createElement('slot');
    slot.hidden = true;
    slot.addEventListener('slotchange', () => this.#fill());
    this.#select.part.add('control');
    this.#select.addEventListener('change', () => {
      this.#value = this.#select.value;
      this.dispatchEvent(new Event('change'));
    });
    this.attachShadow({ mode: 'open', delegatesFocus: true }).append(this.#select, slot);
  }

  get value(): string {
    return this.#value;
  }

  set value(value: string) {
    this.#value = value;
    this.#select.value = value;
  }

  connectedCallback(): void {
    const name = this.getAttribute('aria-label');
    if (name === null) return;
    this.#select.setAttribute('aria-label', name);
    this.removeAttribute('aria-label');
  }

  #fill(): void {
    const choices = [...this.querySelectorAll('vscode-option')];
    this.#select.replaceChildren(
      ...choices.map(
        (choice) => new Option(choice.textContent, choice.getAttribute('value') ?? ''),
      ),
    );
    this.#select.value = this.#value;
  }
}
