import type { GrantChoice } from '../grants/grant.ts';
import type { Places } from '../rules/call.ts';
import { mayBeSaved } from '../rules/check-rule.ts';
import { isOffered, type Behavior, type RuleChoice } from '../rules/offers.ts';
import type { PlacedRule } from '../rules/placed-rule.ts';
import type { Answers, Approver, Decision } from './decision.ts';
import { refused, type Refused } from './item.ts';
import type { Request } from './request.ts';
import { isToBeSigned } from './signing.ts';

/**
 * Why a decision can't be taken for this request, whatever its state.
 * @returns null where it fits.
 */
export function misfit(
  request: Request,
  decision: Decision,
  by: Approver,
  places: Places,
): Refused | null {
  const { behavior, always } = decision;
  if (by.kind === 'grant' && (behavior === 'deny' || always !== null)) {
    return unfit('A grant can only allow a call, once.');
  }
  if (by.kind === 'grant' && isToBeSigned(request)) {
    return unfit('A policy says who must sign it, so no grant answers it.');
  }
  if (by.kind === 'leash' && (behavior === 'allow' || always !== null)) {
    return unfit('The leash can only deny a call, once.');
  }
  const ofChoice = always && misfitOfChoice(request, behavior, always, places);
  if (ofChoice) return ofChoice;
  return behavior === 'allow' ? misfitOfAnswers(request, decision.answers) : null;
}

/**
 * Why rules can't be made of this request. What was offered, word for word, is taken; anything else
 * was written by hand and has to pass the check.
 * @returns null where they can.
 */
export function misfitOfChoice(
  request: Request,
  behavior: Behavior,
  choice: RuleChoice | GrantChoice,
  places: Places,
): Refused | null {
  const { rules } = choice;
  const isGrant = 'term' in choice;
  const destination = isGrant ? 'project' : choice.destination;
  if (isGrant && behavior === 'deny') return unfit('A grant can only allow.');
  if (behavior === 'allow' && isToBeSigned(request)) {
    return refused('rule-not-offered', 'A policy says who must sign it, so each time is asked.');
  }
  if (rules.length === 0) return refused('rule-not-offered', 'Choose or write a rule first.');
  if (isOffered(request.offers[behavior], { destination, rules })) return null;
  const { tool, input, cwd } = request;
  const root = destination === 'user' ? places.claudeDir : places.folder;
  const placed = rules.map((text): PlacedRule => {
    return { text, behavior, scope: destination, file: NO_FILE_YET, root };
  });
  const problem = mayBeSaved(placed, { tool, input, cwd }, places);
  return problem && refused('rule-not-offered', problem.message);
}

const NO_FILE_YET = '';

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
