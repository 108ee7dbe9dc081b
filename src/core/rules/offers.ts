/** The Claude Code settings file a rule is written to: the project's, the project's local one, the user's. */
export type Destination = 'project' | 'local' | 'user';

/** What a rule does with the calls it matches; the key of its list under `permissions`. */
export type Behavior = 'allow' | 'deny';

/**
 * One thing "always" could mean: the rules as they would be written, word for word. They can differ
 * by file, since a path in a rule is read relative to the file it stands in.
 */
export interface RuleOffer {
  /** What it covers, in plain words ("this command only"). */
  readonly reach: string;
  readonly rules: Readonly<Record<Destination, readonly string[]>>;
}

/** What "always" may offer, best first, or why nothing is offered. */
export type OfferList =
  | { readonly kind: 'some'; readonly offers: readonly RuleOffer[] }
  | { readonly kind: 'none'; readonly why: string };

/** What Allow Always and Deny Always may offer for a request. */
export interface Offers {
  readonly allow: OfferList;
  readonly deny: OfferList;
}

/** The rules a person chose among the offers, and where they go. */
export interface RuleChoice {
  readonly destination: Destination;
  readonly rules: readonly string[];
}

/** Whether a choice is, word for word, one of the offers. What the person did not see is not written. */
export function isOffered(list: OfferList, choice: RuleChoice): boolean {
  if (list.kind === 'none') return false;
  return list.offers.some(
    (offer) => offer.rules[choice.destination].join('\n') === choice.rules.join('\n'),
  );
}
