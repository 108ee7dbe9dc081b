import type { Answers } from '../../../src/core/request/decision.ts';
import type { Question } from '../../../src/core/subject.ts';
import { freshAnswer } from './card-ui.ts';
import type { AnswerDraft } from './card-ui.ts';

/**
 * The answers to an agent's questions as they would be sent.
 * @returns null while a question has none.
 */
export function answersOf(
  questions: readonly Question[],
  drafts: readonly AnswerDraft[],
): Answers | null {
  const entries = questions.map(
    (question, index) => [question.question, answerOf(question, drafts[index])] as const,
  );
  const given = entries.flatMap(([text, answer]) =>
    answer === null ? [] : [[text, answer] as const],
  );
  return given.length === entries.length ? Object.fromEntries(given) : null;
}

/** A draft after an option was chosen, or, where several may be, chosen or left out again. */
export function choose(question: Question, draft: AnswerDraft, label: string): AnswerDraft {
  if (!question.multiSelect) return { ...draft, chosen: [label], ownChosen: false };
  const chosen = draft.chosen.includes(label)
    ? draft.chosen.filter((other) => other !== label)
    : [...draft.chosen, label];
  return { ...draft, chosen };
}

/** A draft after the person turned to their own words, or, where several may be chosen, away again. */
export function chooseOwn(question: Question, draft: AnswerDraft): AnswerDraft {
  if (!question.multiSelect) return { ...draft, chosen: [], ownChosen: true };
  return { ...draft, ownChosen: !draft.ownChosen };
}

function answerOf(question: Question, draft = freshAnswer): string | readonly string[] | null {
  const own = draft.ownChosen ? draft.own.trim() : '';
  const all = own === '' ? draft.chosen : [...draft.chosen, own];
  const first = all[0];
  if (first === undefined || (draft.ownChosen && own === '')) return null;
  return question.multiSelect ? all : first;
}
