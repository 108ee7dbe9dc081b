import type { OfferList, RungOffer } from './offers.ts';
import { formatRule, parseRule, type Rule } from './rule.ts';
import { hasHidden } from '../hidden.ts';
import { looksSecret } from './secrets.ts';

/** No offer, and why. */
export function nothing(why: string): OfferList {
  return { kind: 'none', why };
}

/** An offer of the same rules in each file. */
export function offer(reach: string, ...rules: readonly Rule[]): RungOffer {
  const texts = rules.map(formatRule);
  return {
    rung: 'exact',
    reach,
    warning: null,
    rules: { project: texts, local: texts, user: texts },
  };
}

/** The offers that can be written word for word and mean what they say; where none is left, why. */
export function listOf(offers: readonly RungOffer[], why: string): OfferList {
  const sound = offers.filter((one) =>
    Object.values(one.rules).every((rules) => rules.every(isSound)),
  );
  const distinct = sound.filter((one, at) => sound.findIndex((other) => same(one, other)) === at);
  return distinct.length === 0
    ? nothing(why)
    : { kind: 'some', parts: [{ part: '', rungs: distinct, selected: 0 }] };
}

/** Whether a rule's text reads back as what it was, shows all it holds, and holds no secret. */
function isSound(text: string): boolean {
  const rule = parseRule(text);
  if (rule === null || formatRule(rule) !== text) return false;
  return !/[\n\t]/.test(text) && !hasHidden(text) && !looksSecret(text);
}

function same(left: RungOffer, right: RungOffer): boolean {
  return left.rules.project.join('\n') === right.rules.project.join('\n');
}
