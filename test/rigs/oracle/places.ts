/** The folders of an oracle, absolute. */
export interface OraclePlaces {
  /** The project. */
  readonly folder: string;
  readonly home: string;
  /** Where Claude Code keeps its own files: `.claude` in the home. */
  readonly claudeDir: string;
  /** An empty folder that is neither in the project nor in the home. */
  readonly outside: string;
}

/** A copy of a JSON value in which `{{folder}}` and the like are filled in, in keys too. */
export function fillIn<T>(value: T, places: OraclePlaces): T {
  const fill = (text: string) =>
    text.replace(
      /\{\{(folder|home|claudeDir|outside)\}\}/g,
      (_, name) =>
        // The expression matches nothing but names of places.
        places[name as keyof OraclePlaces],
    );
  const walk = (part: unknown): unknown => {
    if (typeof part === 'string') return fill(part);
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [fill(key), walk(inner)]));
  };
  return walk(value) as T;
}
