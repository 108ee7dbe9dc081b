import { hiddenRuns } from './hidden.ts';

// A surface knows this folder alone, and asks here.
export { hasHidden } from './hidden.ts';

/** A piece of a text: as it is, or the names of hidden characters in their place. */
export interface TextSegment {
  readonly text: string;
  readonly hidden: boolean;
}

/** A text with its hidden characters made visible, each as `⟨U+202E⟩`, in pieces of their own. */
export function visibleText(text: string): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let shown = 0;
  for (const run of hiddenRuns(text)) {
    if (run.at > shown) segments.push({ text: text.slice(shown, run.at), hidden: false });
    segments.push({ text: Array.from(run.text, nameOf).join(''), hidden: true });
    shown = run.at + run.text.length;
  }
  if (shown < text.length) segments.push({ text: text.slice(shown), hidden: false });
  return segments;
}

/** A text in one line that hides nothing, for a title: newlines and tabs are named too. */
export function visibleLine(text: string): string {
  return visibleText(text)
    .map((segment) => segment.text.replace(/[\n\t]/g, nameOf))
    .join('');
}

function nameOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
