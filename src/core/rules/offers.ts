/** The Claude Code settings file a rule is written to: the project's, the project's local one, the user's. */
export type Destination = 'project' | 'local' | 'user';

/** What a rule does with the calls it matches; the key of its list under `permissions`. */
export type Behavior = 'allow' | 'deny';

/** How far a rule reaches. Each kind of call has some of these, narrowest first. */
export type Rung =
  /** This very command, file or address. */
  | 'exact'
  /** What the program is told to do, with any arguments: `npm test *`. */
  | 'action'
  /** The program, whatever it is told. */
  | 'program'
  | 'file'
  | 'folder'
  | 'project'
  | 'host'
  | 'subdomains'
  | 'tool'
  /** The tools of a server that only read. */
  | 'family'
  | 'server';

/**
 * One thing "always" could mean for a part of a call: the rules as they would be written, word for
 * word. They can differ by file, since a path in a rule is read relative to the file it stands in.
 */
export interface RungOffer {
  readonly rung: Rung;
  /** What it covers, in plain words ("this command only"). */
  readonly reach: string;
  /** What speaks against it, where something does. */
  readonly warning: string | null;
  readonly rules: Readonly<Record<Destination, readonly string[]>>;
}

/** A part of a call that needs a rule of its own, with its ladder. */
export interface PartOffer {
  /** The part, as a person knows it: the simple command, the file, the host. */
  readonly part: string;
  /** Narrowest first, never empty. */
  readonly rungs: readonly RungOffer[];
  /** The place of the safe rung, which is preselected. */
  readonly selected: number;
}

/** What "always" may offer, part by part, or why nothing is offered. */
export type OfferList =
  | { readonly kind: 'some'; readonly parts: readonly PartOffer[] }
  | { readonly kind: 'none'; readonly why: string };

/** What Allow Always and Deny Always may offer for a request. */
export interface Offers {
  readonly allow: OfferList;
  readonly deny: OfferList;
}

/** The rules a person chose or wrote, and the settings file they go to. */
export interface RuleChoice {
  readonly destination: Destination;
  readonly rules: readonly string[];
}

/**
 * The rules of the chosen rungs, each once, in the order of their parts.
 * @param rungs the place of the chosen rung of each part; the preselected one where absent
 */
export function rulesOf(
  parts: readonly PartOffer[],
  rungs: readonly number[],
  destination: Destination,
): readonly string[] {
  const rules = parts.flatMap(
    (part, at) => part.rungs[rungs[at] ?? part.selected]?.rules[destination] ?? [],
  );
  return [...new Set(rules)];
}

/**
 * Whether a choice is, word for word, made of offers: one rung of each part, and nothing else. Any
 * other choice was written by hand and has to be checked.
 */
export function isOffered(list: OfferList, { destination, rules }: RuleChoice): boolean {
  if (list.kind === 'none' || rules.length === 0) return false;
  const chosen = new Set(rules);
  const offered = new Set<string>();
  for (const { rungs } of list.parts) {
    const rung = rungs.find((one) => one.rules[destination].every((rule) => chosen.has(rule)));
    if (rung === undefined) return false;
    for (const rule of rung.rules[destination]) offered.add(rule);
  }
  return offered.size === chosen.size;
}
