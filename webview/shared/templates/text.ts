import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { visibleText } from '../../../src/core/visible.ts';
import { blocksOf } from '../state/readable.ts';

/** Texts up to so many characters are wrapped word by word; a longer one costs too many elements. */
const WRAP_UP_TO = 8_000;
const BLOCK_LINES = 200;

/** Any text that came from outside: as text, with its hidden characters made visible. */
export function shown(text: string): readonly (string | TemplateResult)[] {
  return visibleText(text).map((part) =>
    part.hidden ? html`<span class="hidden-character">${part.text}</span>` : part.text,
  );
}

/**
 * Text in which every word keeps to one line as long as it fits on one: a flag or a path is broken
 * only where there is no other way.
 */
export function wrapped(text: string): readonly (string | TemplateResult)[] {
  if (text.length > WRAP_UP_TO) return shown(text);
  return text
    .split(/(\s+)/u)
    .filter((piece) => piece !== '')
    .map((piece) =>
      /^[ \n\t]+$/u.test(piece) ? piece : html`<span class="word">${segments(piece)}</span>`,
    );
}

/** A path too long for a line is broken after its slashes first. */
function segments(word: string): readonly (string | TemplateResult)[] {
  const parts = word.split(/(?<=\/)(?=[^/])/u);
  if (parts.length === 1) return shown(word);
  return parts.map((part) => html`<span class="word">${shown(part)}</span>`);
}

/** A text of many lines in blocks, so that the browser lays out only those in view. */
export function inBlocks(text: string): TemplateResult | readonly (string | TemplateResult)[] {
  const blocks = blocksOf(text, BLOCK_LINES);
  if (blocks.length === 1) return shown(text);
  return html`${blocks.map((block) => html`<span class="block">${shown(block)}</span>`)}`;
}
