/** Choices that come out the same for the same seed. */
export interface Random {
  /** A whole number from 0 up to, but not including, the limit. */
  readonly below: (limit: number) => number;
  /** Whether something with this share (0 to 1) of all cases happens. */
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** So many of them, in their order. */
  readonly some: <T>(from: readonly T[], count: number) => readonly T[];
  /** One of several ways, each as likely as its weight among all. */
  readonly way: <T>(ways: readonly (readonly [weight: number, way: () => T])[]) => T;
}

/** A sequence of fractions from a seed (mulberry32: small, and good enough to choose by). */
function fractions(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Makes the choices of one seed. */
export function randomOf(seed: number): Random {
  const next = fractions(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    pick: (from) => from[below(from.length)]!,
    some: (from, count) => {
      const left = [...from.keys()];
      const taken = Array.from(
        { length: Math.min(count, left.length) },
        () => left.splice(below(left.length), 1)[0]!,
      );
      return taken.sort((a, b) => a - b).map((at) => from[at]!);
    },
    way: (ways) => {
      let left = next() * ways.reduce((sum, [weight]) => sum + weight, 0);
      const found = ways.find(([weight]) => (left -= weight) < 0);
      return (found ?? ways.at(-1)!)[1]();
    },
  };
}
