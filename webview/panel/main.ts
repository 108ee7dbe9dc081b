import { AgeElement } from '../shared/elements/age-element.ts';
import { LeftElement } from '../shared/elements/left-element.ts';
import { PanelElement } from '../shared/elements/panel-element.ts';
import { registerToolkit } from '../shared/toolkit.ts';
import { editorLink } from './host-link.ts';

registerToolkit();
customElements.define('cs-age', AgeElement);
customElements.define('cs-left', LeftElement);
customElements.define('cs-panel', PanelElement);
document.body.append(new PanelElement(editorLink()));
