import { expect, it } from 'vitest';
import { compileRules, judge } from '../../../../src/core/rules/judge.ts';
import { fillIn } from '../../../rigs/oracle/places.ts';
import { measuredLines } from '../../../samples/bash-verdicts.ts';
import { placed } from './placed.ts';

const PLACES = {
  folder: '/tmp/rig/proj',
  home: '/tmp/rig/home',
  claudeDir: '/tmp/rig/home/.claude',
};
const PROJECT = { file: `${PLACES.folder}/.claude/settings.json`, root: PLACES.folder };

/** So many lines make one test: few enough to see at once which of them differs. */
const LINES_A_TEST = 25;

const tests = fillIn(measuredLines(), { ...PLACES, outside: '/tmp/rig/outside' }).flatMap(
  ({ rules, lines }) =>
    Array.from({ length: Math.ceil(lines.length / LINES_A_TEST) }, (_, at) => {
      const some = lines.slice(at * LINES_A_TEST, (at + 1) * LINES_A_TEST);
      return [some[0]?.command ?? '', rules, some] as const;
    }),
);

it.each(tests)('agrees with Claude Code from `%s` on', (_, lists, lines) => {
  const rules = (['allow', 'ask', 'deny'] as const).flatMap((behavior) =>
    (lists[behavior] ?? []).map((text) => placed(text, behavior, 'project', PROJECT)),
  );
  const set = compileRules(rules, PLACES);
  const said = lines.map(({ command }) => {
    const verdict = judge(set, { tool: 'Bash', input: { command }, cwd: PLACES.folder });
    // Whatever is decided, a sentence says why.
    expect(verdict.because).toMatch(/^\S.{9,}[.:]$/s);
    if (verdict.outcome === 'deny') expect(rules).toContain(verdict.rule);
    return `${verdict.outcome} ${command}`;
  });
  expect(said).toEqual(lines.map(({ command, verdict }) => `${verdict} ${command}`));
});
