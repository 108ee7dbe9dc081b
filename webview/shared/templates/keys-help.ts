import { html } from 'lit';
import type { TemplateResult } from 'lit';

const KEYS = [
  ['↑ ↓', 'move between cards (also k, j)'],
  ['A', 'allow'],
  ['D', 'deny'],
  ['⇧A', 'allow always…'],
  ['⇧D', 'deny always…'],
  ['M', 'deny with a message…'],
  ['⏎', 'confirm an open form'],
  ['esc', 'back'],
  ['U', 'undo the newest rule'],
  ['?', 'show or hide these keys'],
] as const;

/** The keys of the panel, shown when asked for. */
export function keysHelp(open: boolean, toggle: () => void): TemplateResult {
  return html`<section class="keys">
    <button class="quiet" type="button" aria-expanded=${open} aria-controls="keys" @click=${toggle}>
      Keys <kbd aria-hidden="true">?</kbd>
    </button>
    <dl id="keys" ?hidden=${!open}>
      ${KEYS.map(
        ([key, meaning]) =>
          html`<div>
            <dt><kbd>${key}</kbd></dt>
            <dd>${meaning}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
