import { isOffered, type Behavior, type RuleChoice } from '../rules/offers.ts';
import type { GrantChoice } from '../grants/grant.ts';
import type { Answers, Decision } from './decision.ts';
import { refused, type Refused } from './item.ts';
import type { Request } from './request.ts';

/**
 * Why a decision can't be taken for this request, whatever its state.
 * @returns null where it fits.
 */
export function misfit(request: Request, decision: Decision): Refused | null {
  const ofChoice = decision.always && misfitOfChoice(request, decision.behavior, decision.always);
  if (ofChoice) return ofChoice;
  return decision.behavior === 'allow' ? misfitOfAnswers(request, decision.answers) : null;
}

/**
 * Why a rule can't be made of this request: only what was offered, word for word, is written.
 * @returns null where it can.
 */
export function misfitOfChoice(
  request: Request,
  behavior: Behavior,
  choice: RuleChoice | GrantChoice,
): Refused | null {
  if ('destination' in choice && isOffered(request.offers[behavior], choice)) return null;
  return refused(
    'rule-not-offered',
    'This rule is not one of those offered for the request. Choose again.',
  );
}

function misfitOfAnswers({ subject }: Request, answers: Answers | null): Refused | null {
  if (subject.kind !== 'question') {
    return answers === null ? null : unfit('This request asks no questions.');
  }
  const given = Object.entries(answers ?? {}).filter(([, answer]) => answer.length > 0);
  if (given.length === 0) return unfit('Choose an answer first, or deny the request.');
  const asked = new Set(subject.questions.map((question) => question.question));
  return given.every(([question]) => asked.has(question))
    ? null
    : unfit('One of the answers belongs to another question.');
}

function unfit(message: string): Refused {
  return refused('answer-does-not-fit', message);
}
