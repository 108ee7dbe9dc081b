import type { JsonObject, JsonValue } from '../../core/json.ts';

/** How deep values may lie in one another: far beyond any real tool, far below the end of the stack. */
const MAX_DEPTH = 100;

/**
 * Whether a value is JSON that can be carried on whole: no deeper than a recursive reader can go, and
 * without a `__proto__` key, which copies lose without a word, so that a person would not see it.
 */
export function isPlainJson(value: unknown): value is JsonValue {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const children = childrenOf(next.value);
    if (children === null || next.depth > MAX_DEPTH) return false;
    for (const child of children) open.push({ value: child, depth: next.depth + 1 });
  }
  return true;
}

/** Whether a value is a JSON object that can be carried on whole. */
export function isPlainJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && isPlainJson(value);
}

/** The values inside a value; none inside a scalar, null where it is no plain JSON. */
function childrenOf(value: unknown): readonly unknown[] | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : null;
  if (typeof value !== 'object') return null;
  if (Array.isArray(value)) {
    const list: readonly unknown[] = value;
    return list;
  }
  return Object.hasOwn(value, '__proto__') ? null : Object.values(value);
}
