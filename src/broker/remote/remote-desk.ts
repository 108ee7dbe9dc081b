import type { Unsubscribe } from '../../core/ports.ts';
import type { Approver, Decision } from '../../core/request/decision.ts';
import type { Item, Outcome } from '../../core/request/item.ts';
import type { RuleDraft, RulePreview } from '../../core/rules/preview.ts';

/** The desk as the way to the devices sees it: what waits, and the one door for an answer. */
export interface RemoteDesk {
  /** What a person has to see, oldest first; what a grant is about to answer is not in it. */
  items(): readonly Item[];
  /** Grows with every change of the items. */
  revision(): number;
  onChange(listener: () => void): Unsubscribe;
  decide(id: string, decision: Decision, by: Approver): Promise<Outcome>;
  preview(id: string, draft: RuleDraft): Promise<RulePreview | null>;
}
