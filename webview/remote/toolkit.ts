import { LightButton } from './elements/light-button.ts';
import { LightDropdown } from './elements/light-dropdown.ts';
import { LightTextArea } from './elements/light-text-area.ts';

/** Registers, under the toolkit’s names, what the shared templates use of it. */
export function registerLightToolkit(): void {
  customElements.define('vscode-button', LightButton);
  customElements.define('vscode-dropdown', LightDropdown);
  customElements.define('vscode-text-area', LightTextArea);
}
