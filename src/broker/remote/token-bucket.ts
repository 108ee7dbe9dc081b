import type { Clock } from '../../core/ports.ts';

/** How many calls may come at once, and how many a second after that. */
export interface BucketSize {
  readonly burst: number;
  readonly perSecond: number;
}

/** Token buckets by name: each name may take so much, whatever the others do. */
export interface Buckets<Name extends string> {
  /** Whether one more call of that name is taken. */
  take(name: Name): boolean;
  /** Whether it would be taken, without taking it. */
  has(name: Name): boolean;
}

/** Full buckets of one size. A clock that goes back never empties them for longer. */
export function createBuckets<Name extends string>(
  clock: Clock,
  { burst, perSecond }: BucketSize,
): Buckets<Name> {
  const buckets = new Map<Name, { tokens: number; at: number }>();

  function fill(name: Name): { tokens: number; at: number } {
    const now = clock.now();
    const before = buckets.get(name) ?? { tokens: burst, at: now };
    const passed = Math.max(0, now - before.at) / 1000;
    const bucket = { tokens: Math.min(burst, before.tokens + passed * perSecond), at: now };
    buckets.set(name, bucket);
    return bucket;
  }

  return {
    has: (name) => fill(name).tokens >= 1,
    take(name) {
      const bucket = fill(name);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}
