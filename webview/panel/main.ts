import { AgeElement } from '../shared/elements/age-element.ts';
import { PanelElement } from '../shared/elements/panel-element.ts';
import { registerToolkit } from '../shared/toolkit.ts';
import { editorLink } from './host-link.ts';

registerToolkit();
customElements.define('cs-age', AgeElement);
customElements.define('cs-panel', PanelElement);
document.body.append(new PanelElement(editorLink()));
