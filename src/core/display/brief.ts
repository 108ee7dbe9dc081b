import { hasHidden } from '../hidden.ts';

/**
 * Whether a text can be shown whole in one line of a notification. VS Code makes links of
 * `[words](target)` there, so a text could show other words than it holds.
 * @param limit in UTF-16 units.
 */
export function fitsOneLine(text: string, limit: number): boolean {
  if (text.length > limit || /[\n\t]/.test(text) || hasHidden(text)) return false;
  return !/\]\s*\(/.test(text);
}
