import { hasHidden } from '../hidden.ts';
import type { OfferList, PartOffer, Rung, RungOffer } from './offers.ts';
import { formatRule, parseRule, type Rule } from './rule.ts';
import { looksSecret } from './secrets.ts';

/** No offer, and why. */
export function nothing(why: string): OfferList {
  return { kind: 'none', why };
}

/** A rung with the same rules in each file. */
export function rung(kind: Rung, reach: string, ...rules: readonly Rule[]): RungOffer {
  const texts = rules.map(formatRule);
  return {
    rung: kind,
    reach,
    warning: null,
    rules: { project: texts, local: texts, user: texts },
  };
}

/** A rung, with what speaks against it. */
export function warned(offer: RungOffer, warning: string | null): RungOffer {
  return { ...offer, warning };
}

/** A ladder of one part with its first rung preselected; where no rung is left, why. */
export function ladder(part: string, rungs: readonly RungOffer[], why: string): OfferList {
  const sound = distinct(rungs.filter(isSound));
  return sound.length === 0 ? nothing(why) : listOf([{ part, rungs: sound, selected: 0 }], why);
}

/** The ladders of several parts; where there are none, why. */
export function listOf(parts: readonly PartOffer[], why: string): OfferList {
  return parts.length === 0 ? nothing(why) : { kind: 'some', parts };
}

/** Whether the rules of a rung read back as what they were, show all they hold, and hold no secret. */
export function isSound({ rules }: RungOffer): boolean {
  const texts = new Set([...rules.project, ...rules.local, ...rules.user]);
  return [...texts].every(isSoundText);
}

function isSoundText(text: string): boolean {
  const rule = parseRule(text);
  if (rule === null || formatRule(rule) !== text) return false;
  return !/[\n\t]/.test(text) && !hasHidden(text) && !looksSecret(text);
}

/** Rungs that differ in their rules; of the same ones, the narrowest. */
export function distinct(rungs: readonly RungOffer[]): readonly RungOffer[] {
  const text = ({ rules }: RungOffer): string => rules.project.join('\n');
  return rungs.filter((one, at) => rungs.findIndex((other) => text(other) === text(one)) === at);
}
