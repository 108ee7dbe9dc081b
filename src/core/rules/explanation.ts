import { analyse } from '../shell/analyse.ts';
import type { Subject } from '../subject.ts';
import type { Call, Places } from './call.ts';
import { judge, type RuleSet } from './judge.ts';
import { laddersOf, type LadderStep } from './ladders.ts';
import type { Offers } from './offers.ts';
import { offersFor } from './offers-for.ts';
import type { Verdict } from './verdict.ts';

/** What can be said of a tool call: what it is made of, what "always" would offer, and which rule decides. */
export interface Explanation {
  /** The simple commands of a command line, in order; empty for another tool, and where it can't be analysed. */
  readonly parts: readonly string[];
  /** What Allow Always would offer, narrowest first. */
  readonly allow: readonly LadderStep[];
  /** What Deny Always would offer, narrowest first. */
  readonly deny: readonly LadderStep[];
  /** Why a ladder is empty, where one is. */
  readonly why?: string;
  readonly verdict: {
    readonly outcome: Verdict['outcome'];
    /** As it stands in its file; left out where no rule decides. */
    readonly rule?: string;
    readonly because: string;
  };
}

/** A call, what it is about, and the rules that count where its session was started. */
export interface CallToExplain {
  readonly call: Call;
  readonly subject: Subject;
  readonly places: Places;
  readonly rules: RuleSet;
}

/** Explains a call, with the code that makes and judges rules in the panel. */
export function explainCall({ call, subject, places, rules }: CallToExplain): Explanation {
  const offers = offersFor({ ...call, subject, places, suggestions: [] });
  return {
    parts: partsOf(subject),
    allow: laddersOf(offers.allow, 'project'),
    deny: laddersOf(offers.deny, 'project'),
    ...whyNot(offers),
    verdict: told(judge(rules, call)),
  };
}

function partsOf(subject: Subject): readonly string[] {
  if (subject.kind !== 'command') return [];
  const analysis = analyse(subject.command);
  return analysis.kind === 'analysed' ? analysis.commands.map(({ text }) => text) : [];
}

function whyNot({ allow, deny }: Offers): { readonly why?: string } {
  const reasons = [allow, deny].flatMap((list) => (list.kind === 'none' ? [list.why] : []));
  return reasons.length === 0 ? {} : { why: [...new Set(reasons)].join(' ') };
}

function told({ outcome, rule, because }: Verdict): Explanation['verdict'] {
  return rule === null ? { outcome, because } : { outcome, rule: rule.text, because };
}
