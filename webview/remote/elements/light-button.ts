/**
 * Takes the toolkit’s place on the phone, where that is too heavy: what the shared templates call
 * `vscode-button`. A press on it is a click, as it is on the toolkit’s.
 */
export class LightButton extends HTMLElement {
  connectedCallback(): void {
    this.role = 'button';
    this.tabIndex = 0;
    this.addEventListener('keydown', pressByKey);
  }
}

function pressByKey(this: HTMLElement, event: KeyboardEvent): void {
  if (event.repeat || (event.key !== 'Enter' && event.key !== ' ')) return;
  event.preventDefault();
  this.click();
}
