import { batchesOf, dealOut } from './batches.ts';
import { openOracle, type OracleAnswer, type OracleQuestion } from './oracle.ts';

/** What may be told. */
export interface AskAllOptions {
  /** CLI processes at once: one or two (two unless told). */
  readonly atOnce?: 1 | 2;
  /**
   * Is told of questions whose common run failed; their answers stay empty, and the others are asked
   * all the same.
   */
  readonly onFailure?: (questions: readonly OracleQuestion[], error: unknown) => void;
}

/**
 * Asks many questions, each with its own settings, in places of their own (so no path is known
 * beforehand: write `{{folder}}`). Questions with the same settings and files share a run.
 * @returns the answers of each question, in the order of the questions.
 * @throws unless `onFailure` is given, the first failure; what is still on its way is ended.
 */
export async function askAll(
  questions: readonly OracleQuestion[],
  options: AskAllOptions = {},
): Promise<readonly (readonly OracleAnswer[])[]> {
  const batches = [...batchesOf(questions)];
  const answers: (readonly OracleAnswer[])[] = questions.map(() => []);
  const count = Math.min(options.atOnce ?? 2, batches.length);
  const oracles = await Promise.all(Array.from({ length: count }, openOracle));
  try {
    await Promise.all(
      oracles.map(async (oracle) => {
        for (let batch = batches.shift(); batch; batch = batches.shift()) {
          try {
            const found = await oracle.ask(batch.question);
            for (const [member, own] of dealOut(batch, found, questions)) answers[member] = own;
          } catch (error) {
            if (options.onFailure === undefined) throw error;
            const unanswered = batch.members.map((member) => questions[member]!);
            options.onFailure(unanswered, error);
          }
        }
      }),
    );
  } finally {
    await Promise.all(oracles.map((oracle) => oracle.close()));
  }
  return answers;
}
