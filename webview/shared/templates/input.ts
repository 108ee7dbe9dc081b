import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Request } from '../../../src/core/request/request.ts';
import { count } from '../format.ts';
import type { InputPart, InputView, Pair } from '../state/input-parts.ts';
import { inputView } from '../state/input-parts.ts';
import type { Act } from '../state/intent.ts';
import { clip } from '../state/readable.ts';
import { diff } from './diff.ts';
import { inBlocks, shown, wrapped } from './text.ts';

/** The whole input of a request; of a long one its beginning, until the person asks for all of it. */
export function input(request: Request, shownWhole: boolean, act: Act): TemplateResult {
  const view = inputView(request);
  const inPart = view.long && !shownWhole;
  return html`<div class="input">
    ${guard([request, inPart], () => view.parts.map((part) => partOf(part, inPart)))}
    ${inPart ? showAll(request.id, view, act) : nothing}
  </div>`;
}

function showAll(id: string, view: InputView, act: Act): TemplateResult {
  const size = view.lines > 1 ? count(view.lines, 'line') : count(view.characters, 'character');
  return html`<vscode-button class="show-all" @click=${() => act({ kind: 'show-whole', id })}
    >Show all ${size}</vscode-button
  >`;
}

function partOf(part: InputPart, inPart: boolean): TemplateResult | typeof nothing {
  switch (part.kind) {
    case 'command':
      return html`<pre class="command">
${inPart ? shown(clip(part.text).head) : wrapped(part.text)}</pre>`;
    case 'content':
      return part.text === ''
        ? html`<p class="aside">Nothing in it: the file will be empty.</p>`
        : html`<pre class="content">${inBlocks(cut(part.text, inPart))}</pre>`;
    case 'prose':
      return html`<pre class="prose">${inBlocks(cut(part.text, inPart))}</pre>`;
    case 'diff':
      return diff(part.rows, part.everywhere, inPart);
    case 'words':
      return html`<p class="aside">
        <span class="label">${part.label}:</span> “${shown(cut(part.text, inPart))}”
      </p>`;
    case 'pairs':
      return pairs(part.pairs, inPart);
    case 'questions':
      return nothing;
  }
}

function pairs(list: readonly Pair[], inPart: boolean): TemplateResult {
  return html`<dl class="pairs">
    ${list.map(
      (pair) =>
        html`<div>
          <dt>${shown(pair.key)}</dt>
          <dd>${wrapped(cut(pair.value, inPart))}</dd>
        </div>`,
    )}
  </dl>`;
}

function cut(text: string, inPart: boolean): string {
  return inPart ? clip(text).head : text;
}
