import { judge, type RuleSet } from '../rules/judge.ts';
import type { Call } from '../rules/call.ts';
import { assess } from '../risk/assess.ts';
import type { Action, Domain } from '../risk/domains.ts';
import type { FolderFacts } from '../risk/folder-facts.ts';
import { reasonsInWords } from '../risk/assessment.ts';
import { sentenceOf } from '../risk/sentence.ts';
import type { Tier } from '../risk/tier.ts';
import { textsIn, typeRequest, type Kind } from '../risk/typed-request.ts';
import type { Subject } from '../subject.ts';
import { judgeRequest } from './judge-request.ts';

/** What a mode would do with a call; what it leaves to Claude Code counts as asked. */
type ModeOutcome = 'allow' | 'ask' | 'deny';

/** What a call means, how risky it is, and what each mode would do with it. */
export interface JudgementExplanation {
  readonly kind: Kind;
  /** In plain words. */
  readonly sentence: string;
  readonly domains: readonly Domain[];
  readonly actions: readonly Action[];
  readonly tier: Tier;
  /** Why, each naming the part; highest tier first. */
  readonly reasons: readonly string[];
  readonly modes: Readonly<Record<'full' | 'partial' | 'manual', ModeOutcome>>;
}

/** A call, what it is about, and what is known of its folder. */
export interface CallToJudge {
  readonly call: Call;
  readonly subject: Subject;
  readonly facts: FolderFacts;
  readonly rules: RuleSet;
}

/** Says what a call means and what each mode would do with it, by the code that judges in the panel. */
export function explainJudgement({
  call,
  subject,
  facts,
  rules,
}: CallToJudge): JudgementExplanation {
  const request = typeRequest({ ...call, subject });
  const context = { cwd: call.cwd, facts, placements: [], texts: textsIn(call.input) };
  const assessment = assess(request, context);
  const verdict = judge(rules, call);
  const under = (name: 'full' | 'partial' | 'manual'): ModeOutcome => {
    const leash = { modes: [{ name }], profiles: [] };
    const { outcome } = judgeRequest({ rules: verdict, leash, assessment, policies: [] });
    return outcome === 'pass' ? 'ask' : outcome;
  };
  return {
    kind: request.kind,
    sentence: sentenceOf(request, call.cwd, facts),
    domains: assessment.domains,
    actions: assessment.actions,
    tier: assessment.tier,
    reasons: reasonsInWords(assessment.reasons),
    modes: { full: under('full'), partial: under('partial'), manual: under('manual') },
  };
}
