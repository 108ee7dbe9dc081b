/**
 * What was made under a key, as long as all that it was made of is the same.
 * @param of what else counts than the key; each is compared by identity
 */
export type Remembered<T> = (key: string, of: readonly unknown[], make: () => T) => T;

/** Remembers so many of what was made; what `make` throws is thrown, and not remembered. */
export function remembered<T>(most: number): Remembered<T> {
  const known = new Map<string, { readonly of: readonly unknown[]; readonly made: T }>();
  return (key, of, make) => {
    const before = known.get(key);
    if (before !== undefined && isSame(before.of, of)) return before.made;
    const made = make();
    if (known.size >= most) known.clear();
    known.set(key, { of, made });
    return made;
  };
}

function isSame(before: readonly unknown[], now: readonly unknown[]): boolean {
  return before.length === now.length && now.every((one, at) => one === before[at]);
}
