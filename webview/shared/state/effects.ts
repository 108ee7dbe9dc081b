import type { Behavior } from '../../../src/core/rules/offers.ts';
import type { RulePreview } from '../../../src/core/rules/preview.ts';
import { count } from '../format.ts';

/** One thing that saving some rules would do, in a sentence. */
export interface Effect {
  readonly text: string;
  /** It isn't what the person is after: it has to be seen. */
  readonly warns: boolean;
  /** Other requests it concerns, as a person knows them. */
  readonly examples: readonly string[];
}

/** What saving the rules would do, in the order in which it matters. */
export function effectsOf(preview: RulePreview, behavior: Behavior): readonly Effect[] {
  if (!preview.canSave)
    return [{ text: 'Can’t be saved as it stands.', warns: true, examples: [] }];
  return [
    thisCall(preview, behavior),
    ...untrusted(preview),
    ...alsoWaiting(preview, behavior),
    ...alsoMatched(preview),
  ];
}

/** The same for those who listen, what is wrong first; no word of the examples. */
export function spokenPreview(preview: RulePreview | null, behavior: Behavior): string {
  if (preview === null) return '';
  const problems = preview.rules.flatMap((rule) => rule.problems.map((problem) => problem.message));
  const effects = effectsOf(preview, behavior).map(({ text }) => text);
  return [...problems, ...effects].join(' ');
}

const RUNS = { allow: 'run unasked', ask: 'be asked', deny: 'be denied' } as const;

function thisCall({ thisCall: { outcome, because } }: RulePreview, behavior: Behavior): Effect {
  const plain = { warns: false, examples: [] };
  if (outcome !== behavior)
    return {
      ...plain,
      warns: true,
      text: `This call would still ${RUNS[outcome]} next time. ${because}`,
    };
  return { ...plain, text: `This call would ${RUNS[outcome]} next time.` };
}

function untrusted({ takesEffect }: RulePreview): readonly Effect[] {
  if (takesEffect === 'now') return [];
  const text = 'Takes effect once this folder is trusted in Claude Code.';
  return [{ text, warns: true, examples: [] }];
}

function alsoWaiting({ alsoWaiting: number }: RulePreview, behavior: Behavior): readonly Effect[] {
  if (number === 0) return [];
  const done = behavior === 'allow' ? 'allowed' : 'denied';
  const text = `${count(number, 'other waiting request')} would be ${done} too. You are asked about ${number === 1 ? 'it' : 'them'} next.`;
  return [{ text, warns: false, examples: [] }];
}

function alsoMatched({
  alsoMatched: { count: matched, of, examples },
}: RulePreview): readonly Effect[] {
  if (of === 0) return [];
  if (matched === 0) {
    const none = of === 1 ? 'Would not have matched your last request.' : noneOf(of);
    return [{ text: none, warns: false, examples: [] }];
  }
  const some = of === 1 ? 'your last request' : `${matched} of your last ${of} requests`;
  return [{ text: `Would also have matched ${some}:`, warns: false, examples }];
}

function noneOf(of: number): string {
  return `Would have matched none of your last ${of} requests.`;
}
