import type { OracleAnswer, OracleQuestion } from './question.ts';

/** So many calls share a run at most; more would only make the conversation long. */
const CALLS_A_RUN = 240;

/** Questions of the same settings and files, to be asked as one. */
export interface Batch {
  /** Their places in the list they came from. */
  readonly members: number[];
  readonly question: OracleQuestion;
}

/** Joins what can share a run of the CLI, since starting it costs more than many calls. */
export function batchesOf(questions: readonly OracleQuestion[]): readonly Batch[] {
  const done: Batch[] = [];
  const open = new Map<string, Batch>();
  questions.forEach((question, at) => {
    const key = JSON.stringify([question.settings, question.files ?? {}]);
    const batch = open.get(key);
    const calls = [...(batch?.question.calls ?? []), ...question.calls];
    if (batch && calls.length <= CALLS_A_RUN) {
      open.set(key, { members: [...batch.members, at], question: { ...question, calls } });
      return;
    }
    if (batch) done.push(batch);
    open.set(key, { members: [at], question });
  });
  return [...done, ...open.values()];
}

/** Deals the answers of a batch out to its questions again. */
export function dealOut(
  batch: Batch,
  answers: readonly OracleAnswer[],
  questions: readonly OracleQuestion[],
): readonly (readonly [member: number, answers: readonly OracleAnswer[]])[] {
  let from = 0;
  return batch.members.map((member) => {
    const until = from + questions[member]!.calls.length;
    const own = answers.slice(from, until);
    from = until;
    return [member, own];
  });
}
