import { askAll, type AskAllOptions } from '../oracle/ask-all.ts';
import type { OracleAnswer, OracleCall, OracleQuestion } from '../oracle/oracle.ts';
import { compare, type Comparison } from './compare.ts';
import { scenariosOf } from './scenarios.ts';

type Settings = OracleQuestion['settings'];

function withoutAskRules(settings: Settings): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([file, lists]) => [file, { ...lists, ask: [] }]),
  );
}

const hasAskRules = (settings: Settings) =>
  Object.values(settings).some(({ ask }) => (ask ?? []).length > 0);

/** Some lines are asked about only as long as a session has run no command: so each begins with one. */
const FIRST: OracleCall = { tool: 'Bash', input: { command: 'pwd' } };

async function askSettled(
  questions: readonly OracleQuestion[],
  options: AskAllOptions,
): Promise<readonly (readonly OracleAnswer[])[]> {
  const begun = questions.map((question) => ({ ...question, calls: [FIRST, ...question.calls] }));
  return (await askAll(begun, options)).map((answers) => answers.slice(1));
}

/**
 * Where Claude Code asks and we would allow, either no rule allows it or a rule to ask matches that
 * we say doesn't: it is asked again without such rules, which tells the two apart.
 */
async function settle(
  comparisons: readonly Comparison[],
  options: AskAllOptions,
): Promise<readonly Comparison[]> {
  const open = comparisons.filter(
    ({ side, theirs, ours, question }) =>
      side === 'invented' &&
      theirs === 'ask' &&
      ours.outcome === 'allow' &&
      hasAskRules(question.settings),
  );
  if (open.length === 0) return comparisons;
  const questions = open.map(({ question }) => ({
    ...question,
    settings: withoutAskRules(question.settings),
  }));
  const answers = await askSettled(questions, options);
  const missed = new Set(open.filter((_, at) => answers[at]![0]?.verdict === 'allow'));
  return comparisons.map((one) => (missed.has(one) ? { ...one, side: 'missed' } : one));
}

/**
 * Asks Claude Code about so many pairs of rules and call, and puts our verdicts beside its own; those
 * it couldn’t be asked about (`onFailure` is told of them) are left out.
 */
export async function agree(
  seed: number,
  pairs: number,
  options: AskAllOptions = {},
): Promise<readonly Comparison[]> {
  const questions = scenariosOf(seed, pairs);
  const answers = await askSettled(questions, options);
  return settle(
    questions.flatMap((question, at) =>
      answers[at]!.length === 0 ? [] : compare(question, answers[at]!),
    ),
    options,
  );
}
