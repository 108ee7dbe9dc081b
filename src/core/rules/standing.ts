import { compilePattern } from './bash-pattern.ts';
import type { Places } from './call.ts';
import { whyDead } from './dead-rule.ts';
import type { PlacedRule } from './placed-rule.ts';
import { coversRule, extentOf, type Extent } from './rule-coverage.ts';
import { canonicalTool } from './tool-name.ts';

/** What a rule is good for among all that are in force. */
export type Standing =
  | { readonly kind: 'in-force' }
  /** It can match nothing, whatever is asked. */
  | { readonly kind: 'dead'; readonly why: string }
  /** Whatever it matches, another rule decides first. */
  | { readonly kind: 'shadowed'; readonly by: PlacedRule; readonly why: string }
  /** Whatever it matches, another rule of the same kind matches too. */
  | { readonly kind: 'covered'; readonly by: PlacedRule; readonly why: string };

/** What a rule is good for beside all others (of which it may be one). It never throws. */
export function standingOf(rule: PlacedRule, all: readonly PlacedRule[], places: Places): Standing {
  const dead = whyDead(rule, places);
  if (dead !== null) return { kind: 'dead', why: dead };
  const own = extentOf(rule, places);
  if (own === null) return { kind: 'in-force' };
  const neighbours = neighboursOf(own, shelfOf(all, places));
  return shadow(own, neighbours, places) ?? cover(own, neighbours, places);
}

/** A rule among all others. */
interface Neighbour {
  readonly extent: Extent;
  /** Its place among all. */
  readonly at: number;
}

/** Rules by the tool they name; patterns of names, and whole servers, under an empty one. */
type Shelf = ReadonlyMap<string, readonly Neighbour[]>;

/** One and the same list is asked about rule by rule, so what was made of it is kept as long as it is. */
const shelves = new WeakMap<readonly PlacedRule[], { readonly places: Places; shelf: Shelf }>();

function shelfOf(all: readonly PlacedRule[], places: Places): Shelf {
  const kept = shelves.get(all);
  if (kept?.places === places) return kept.shelf;
  const shelf = new Map<string, Neighbour[]>();
  const lifted = new Set(all.flatMap(liftedSection));
  for (const [at, placed] of all.entries()) {
    // Where a file takes something out again (`!…`), its patterns don't cover what they say.
    if (lifted.has(sectionOf(placed)) || whyDead(placed, places) !== null) continue;
    const extent = extentOf(placed, places);
    if (extent === null) continue;
    const key = shelfName(extent);
    const list = shelf.get(key);
    if (list === undefined) shelf.set(key, [{ extent, at }]);
    else list.push({ extent, at });
  }
  shelves.set(all, { places, shelf });
  return shelf;
}

function liftedSection(placed: PlacedRule): readonly string[] {
  return /^(?:Read|Edit)\((?:\.\/)?!/.test(placed.text) ? [sectionOf(placed)] : [];
}

function sectionOf({ text, file, behavior }: PlacedRule): string {
  return JSON.stringify([file, behavior, /^(?:Read|Edit)\(/.exec(text)?.[0] ?? text]);
}

function shelfName({ rule }: Extent): string {
  return /\*|^mcp__(?!.*__)/.test(rule.tool) ? '' : canonicalTool(rule.tool);
}

function neighboursOf(own: Extent, shelf: Shelf): readonly Neighbour[] {
  const name = shelfName(own);
  return [...(shelf.get(name) ?? []), ...(name === '' ? [] : (shelf.get('') ?? []))];
}

/** Deny is looked at before ask, and ask before allow, whatever the file (measured). */
const RANK = { deny: 0, ask: 1, allow: 2 } as const;

function shadow(own: Extent, neighbours: readonly Neighbour[], places: Places): Standing | null {
  const { behavior } = own.placed;
  const found = neighbours.find(
    ({ extent }) =>
      RANK[extent.placed.behavior] < RANK[behavior] &&
      !goesFirst(own, extent) &&
      coversRule(extent, own, places),
  );
  if (found === undefined) return null;
  const by = found.extent.placed;
  const does = by.behavior === 'deny' ? 'denies' : 'asks about';
  return { kind: 'shadowed', by, why: `${by.text} in ${by.file} ${does} all that it matches.` };
}

/** A rule to ask that knows a command by its very text is looked at before rules to deny that don’t (measured). */
function goesFirst(own: Extent, other: Extent): boolean {
  const isAskedFirst = own.placed.behavior === 'ask' && other.placed.behavior === 'deny';
  return isAskedFirst && knowsText(own) && other.rule.content !== null && !knowsText(other);
}

function knowsText({ rule: { tool, content } }: Extent): boolean {
  return (
    tool === 'Bash' &&
    content !== null &&
    (content.endsWith(':*') || compilePattern(content).kind === 'exact')
  );
}

function cover(own: Extent, neighbours: readonly Neighbour[], places: Places): Standing {
  const { placed } = own;
  const place = neighbours.find(({ extent }) => isSame(extent.placed, placed))?.at ?? Infinity;
  const found = neighbours.find(
    ({ extent, at }) =>
      extent.placed.behavior === placed.behavior &&
      at !== place &&
      coversRule(extent, own, places) &&
      // Of two that cover each other the first stays.
      (at < place || !coversRule(own, extent, places)),
  );
  if (found === undefined) return { kind: 'in-force' };
  const by = found.extent.placed;
  return { kind: 'covered', by, why: `${by.text} in ${by.file} matches all that it does.` };
}

function isSame(left: PlacedRule, right: PlacedRule): boolean {
  return left.text === right.text && left.behavior === right.behavior && left.file === right.file;
}
