import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('claude-code/', import.meta.url);

/** A message that the real Claude Code sent (or our answer that it took, under `outputs/`). */
export function sample(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Record<
    string,
    unknown
  >;
}

/** The names of all captured hook messages. */
export const sampleNames: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && !name.startsWith('_'))
  .map((name) => name.slice(0, -'.json'.length));
