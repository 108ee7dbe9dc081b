import type { Behavior } from '../../../src/core/rules/offers.ts';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';
import { count } from '../format.ts';
import { asOpen } from './view.ts';
import type { OpenItem } from './view.ts';

/** Waiting requests that a rule which was just saved settles, as they can be answered together now. */
export interface Release {
  /** Another offer, or the same of other requests, has another key. */
  readonly key: string;
  readonly behavior: Behavior;
  readonly rules: readonly string[];
  /** Never empty; in the order of the offer. */
  readonly items: readonly OpenItem[];
}

/** The requests that may be answered together, of those that still wait; null where none do. */
export function releaseOf(snapshot: PanelSnapshot | null): Release | null {
  const offer = snapshot?.release ?? null;
  if (snapshot === null || offer === null) return null;
  const { behavior, rules, ids } = offer;
  const known = new Map(snapshot.items.map((item) => [item.request.id, item]));
  const items = ids.flatMap((id) => {
    const item = known.get(id);
    const open = item === undefined ? null : asOpen(item);
    return open?.state.kind === 'pending' ? [open] : [];
  });
  if (items.length === 0) return null;
  const key = JSON.stringify([behavior, rules, items.map((item) => item.request.id)]);
  return { key, behavior, rules, items };
}

/** What is offered, in one sentence without its end. */
export function releaseWords({ items, rules }: Release): string {
  const are = items.length === 1 ? 'is' : 'are';
  const by = rules.length === 1 ? 'the rule' : 'the rules';
  return `${count(items.length, 'more waiting request')} ${are} covered by ${by} you just saved`;
}
