import type { KeyPress } from '../state/keys.ts';

/** A key press of the browser, as far as it matters here. */
export function keyPress(event: KeyboardEvent): KeyPress {
  return {
    key: event.key,
    shift: event.shiftKey,
    foreign: event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing,
    on: placeOf(event.composedPath()),
  };
}

/** The innermost element is looked at first: the toolkit's elements keep theirs inside. */
function placeOf(path: readonly EventTarget[]): KeyPress['on'] {
  const elements = path.filter((target) => target instanceof Element);
  if (elements.some((element) => element.matches('vscode-dropdown'))) return 'button';
  const inner = elements[0];
  if (inner === undefined) return 'elsewhere';
  if (inner.matches('input[type=radio], input[type=checkbox]')) return 'choice';
  if (inner.matches('textarea, input, [contenteditable]')) return 'text';
  return inner.matches('button, a, summary') ? 'button' : 'elsewhere';
}
