import { registerToolkit } from '../shared/toolkit.ts';
import { PairingElement } from './pairing-element.ts';
import { editorLink } from './editor-link.ts';

registerToolkit();
customElements.define('cs-pairing', PairingElement);
document.body.append(new PairingElement(editorLink()));
