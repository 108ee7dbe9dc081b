import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Comparison } from './compare.ts';

/**
 * Writes down what was agreed on, in the form of `test/samples/rule-verdicts.json`: settings, and the
 * calls under them with their verdicts.
 * @param path where to; what is there is replaced
 */
export function keepAgreed(path: string, comparisons: readonly Comparison[]): void {
  const groups = new Map<string, object[]>();
  for (const { question, theirs, side } of comparisons) {
    if (side !== 'agreed') continue;
    const key = JSON.stringify(question.settings);
    const calls = groups.get(key) ?? [];
    groups.set(key, [...calls, ...question.calls.map((call) => ({ ...call, verdict: theirs }))]);
  }
  const lines = [...groups].map(
    ([settings, calls]) => `{"settings":${settings},"calls":${JSON.stringify(calls)}}`,
  );
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `[\n${lines.join(',\n')}\n]\n`);
}
