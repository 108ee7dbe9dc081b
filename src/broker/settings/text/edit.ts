import { changeDocument, type Change } from './change.ts';
import { parseSettings, type SettingsDocument, type TextFault } from './parse.ts';

/** What became of a text: changed, already as wanted, or not to be edited. */
export type Edited =
  { readonly kind: 'changed'; readonly text: string } | { readonly kind: 'same' } | TextFault;

/** Looks at a document and names the next change, or null once it is as wanted. */
export type NextChange = (document: SettingsDocument) => Change | TextFault | null;

const byteOrderMark = '\uFEFF';

/**
 * Changes a settings file's text step by step until there is nothing left to change.
 * A byte order mark stays. A text without anything in it, which Claude Code calls broken
 * (measured), is begun anew as `{}`: there is nothing in it to lose.
 */
export function editText(text: string, next: NextChange): Edited {
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
  const body = text.slice(mark.length);
  let document = parseSettings(body.trim() === '' ? '{}\n' : body);
  let steps = 0;
  for (;;) {
    if (document.kind === 'fault') return document;
    const change = next(document);
    if (change === null) break;
    if (change.kind === 'fault') return change;
    document = changeDocument(document, change);
    steps += 1;
  }
  return steps === 0 ? { kind: 'same' } : { kind: 'changed', text: mark + document.text };
}
