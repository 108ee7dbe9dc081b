import type { JsonObject } from '../../../src/core/json.ts';
import { compileRules, judge } from '../../../src/core/rules/judge.ts';
import type { PlacedRule } from '../../../src/core/rules/placed-rule.ts';
import type { Verdict } from '../../../src/core/rules/verdict.ts';
import { fillIn, type OraclePlaces } from '../oracle/places.ts';
import type { OracleAnswer, OracleQuestion } from '../oracle/question.ts';

/** On which side two verdicts differ. */
export type Side =
  | 'agreed'
  /** We say that it doesn't match, and it does: a rule lets through or stops what we would ask about. */
  | 'missed'
  /** We say that it matches, and it doesn't. */
  | 'invented'
  /** The tool refused its input; no rule decided. */
  | 'not-comparable';

/** A call under settings, what Claude Code does with it, and what we say. */
export interface Comparison {
  /** Of this one call. */
  readonly question: OracleQuestion;
  readonly theirs: OracleAnswer['verdict'];
  readonly ours: Verdict;
  readonly side: Side;
}

/** Places as the oracle's are, for verdicts of ours, which read no disk. */
const PLACES: OraclePlaces = {
  folder: '/tmp/claude-rig-Ab3dEf/proj',
  home: '/tmp/claude-rig-Ab3dEf/home',
  claudeDir: '/tmp/claude-rig-Ab3dEf/home/.claude',
  outside: '/tmp/claude-rig-Ab3dEf/outside',
};

const SOURCES = {
  user: { file: `${PLACES.claudeDir}/settings.json`, root: PLACES.claudeDir },
  project: { file: `${PLACES.folder}/.claude/settings.json`, root: PLACES.folder },
  local: { file: `${PLACES.folder}/.claude/settings.local.json`, root: PLACES.folder },
} as const;

const BEHAVIORS = ['allow', 'ask', 'deny'] as const;

/** The rules of settings, each where it stands. */
function placedRules(settings: OracleQuestion['settings']): readonly PlacedRule[] {
  return (['user', 'project', 'local'] as const).flatMap((scope) =>
    BEHAVIORS.flatMap((behavior) =>
      (settings[scope]?.[behavior] ?? []).map((text) => ({
        text,
        behavior,
        scope,
        ...SOURCES[scope],
      })),
    ),
  );
}

/** What we say of calls under settings, in their order. */
export function ourVerdicts({ settings, calls }: OracleQuestion): readonly Verdict[] {
  const filled = fillIn({ settings, calls }, PLACES);
  const set = compileRules(placedRules(filled.settings), PLACES);
  return filled.calls.map(({ tool, input }) =>
    // Every input is written as JSON to Claude Code too.
    judge(set, { tool, input: input as JsonObject, cwd: PLACES.folder }),
  );
}

function sideOf(theirs: OracleAnswer['verdict'], ours: Verdict): Side {
  if (theirs === 'error') return 'not-comparable';
  if (theirs === ours.outcome) return 'agreed';
  if (theirs === 'deny') return 'missed';
  if (ours.outcome === 'ask') return ours.rule === null ? 'missed' : 'invented';
  return 'invented';
}

/** Puts Claude Code's answers to a question beside our verdicts. */
export function compare(
  question: OracleQuestion,
  answers: readonly OracleAnswer[],
): readonly Comparison[] {
  const verdicts = ourVerdicts(question);
  return question.calls.map((call, at) => {
    const theirs = answers[at]!.verdict;
    const ours = verdicts[at]!;
    return { question: { ...question, calls: [call] }, theirs, ours, side: sideOf(theirs, ours) };
  });
}
