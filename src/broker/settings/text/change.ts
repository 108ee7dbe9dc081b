import { isJsonObject, jsonEqual, type JsonValue } from '../../../core/json.ts';
import { isJsonList } from './format.ts';
import { parseSettings, type SettingsDocument, type TextFault } from './parse.ts';
import { putText } from './put.ts';
import { removeText } from './remove.ts';
import type { Path } from './tree.ts';

/** One change to a document: a value put at a path, or what stands there taken out. */
export type Change =
  | { readonly kind: 'put'; readonly path: Path; readonly value: JsonValue }
  | { readonly kind: 'remove'; readonly path: Path };

/**
 * Makes one change to a document's text, and proves it: the result is read again as strict JSON
 * and must equal the old value with exactly this change made to it, worked out without the text.
 */
export function changeDocument(
  document: SettingsDocument,
  change: Change,
): SettingsDocument | TextFault {
  const text = changedText(document, change);
  const expected = changedValue(document.value, change.path, change);
  const changed = text === null ? null : parseSettings(text);
  if (changed?.kind !== 'document' || expected === null || !jsonEqual(changed.value, expected)) {
    return { kind: 'fault', code: 'not-exact', where: '' };
  }
  return changed;
}

function changedText({ text, root }: SettingsDocument, change: Change): string | null {
  return change.kind === 'put'
    ? putText(text, root, change.path, change.value)
    : removeText(text, root, change.path);
}

/** The value with the change made to it; null where the path leads nowhere. */
function changedValue(value: JsonValue, path: Path, change: Change): JsonValue | null {
  const [segment, ...rest] = path;
  if (segment === undefined) return change.kind === 'put' ? change.value : null;
  if (isJsonList(value) && typeof segment === 'number') {
    if (change.kind === 'remove' && rest.length === 0)
      return value.filter((_, index) => index !== segment);
    const item = rest.length === 0 ? null : value[segment];
    const changed = item === undefined ? null : changedValue(item, rest, change);
    return changed === null
      ? null
      : [...value.slice(0, segment), changed, ...value.slice(segment + 1)];
  }
  if (!isJsonObject(value) || typeof segment !== 'string') return null;
  const others = Object.entries(value).filter(([key]) => key !== segment);
  if (change.kind === 'remove' && rest.length === 0) return Object.fromEntries(others);
  const item = rest.length === 0 ? null : value[segment];
  const changed = item === undefined ? null : changedValue(item, rest, change);
  return changed === null ? null : Object.fromEntries([...others, [segment, changed]]);
}
