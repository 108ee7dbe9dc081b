import type { Clock, Ids, Log } from '../ports.ts';
import type { Grant, GrantChoice } from './grant.ts';
import { afterUses, endOf, grantFrom, type GrantEnd, type GrantPlace } from './term.ts';

/** What became of putting grants on disk; a refusal says why and what to do. */
export type KeepOutcome =
  { readonly kind: 'kept' } | { readonly kind: 'refused'; readonly message: string };

/** Keeps grants over a restart: all that there are, each time. */
export interface GrantKeeper {
  /** Resolves once they, or newer ones, are safe on disk, or could not be put there. */
  keep(grants: readonly Grant[]): Promise<KeepOutcome>;
}

/** What the book of grants needs from outside. */
export interface GrantPorts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly grants: GrantKeeper;
  readonly log: Log;
}

/** The end of a grant. */
export interface Ending {
  readonly grant: Grant;
  readonly why: GrantEnd;
  /** The window in which it was revoked; null where it came to its end by itself. */
  readonly by: string | null;
}

/** Who hears of the book, and waits for what it does. */
export interface GrantEars {
  /** Something that `list` shows has changed. */
  changed(): void;
  /** A grant holds no more. */
  ended(ending: Ending): void;
  /** Counts a piece of work as under way until it ends. */
  track<T>(work: Promise<T>): Promise<T>;
}

/** What became of giving a grant. */
export type Given =
  | { readonly kind: 'given'; readonly grant: Grant }
  | { readonly kind: 'refused'; readonly message: string };

/** All grants, and how often each was used: the one changing thing behind them. */
export interface GrantBook {
  /** Those that hold, oldest first. */
  list(): readonly Grant[];
  /** Makes a grant and puts it on disk. It holds from `begin` on. */
  give(choice: GrantChoice, place: GrantPlace): Promise<Given>;
  begin(grant: Grant): void;
  /** Drops a grant that never began; false where it could not be taken off the disk. */
  withdraw(grant: Grant): Promise<boolean>;
  /**
   * Takes one use. It is counted at once, so that nobody else gets it, and on disk once this resolves.
   * @returns the grant after it; null where the grant holds no more, or the use could not be counted.
   */
  use(id: string): Promise<Grant | null>;
  /** Gives back a use that came to nothing. */
  giveBack(id: string): void;
  /** Makes the end of a grant wait for work that may have taken a use of it. */
  during<T>(id: string, work: Promise<T>): Promise<T>;
  /** Ends a grant; once this resolves, nothing is allowed by it any more. */
  revoke(id: string, by: string): Promise<'revoked' | 'unknown' | 'not-kept'>;
  /** Ends the grants that were bound to a session. */
  endSession(session: string): void;
  /** Lets time pass: what is over goes. */
  tick(): void;
}

/** Opens the book with the grants that an earlier one left behind. */
export function openGrantBook(
  { clock, ids, grants: keeper, log }: GrantPorts,
  saved: readonly Grant[],
  ears: GrantEars,
): GrantBook {
  let held = saved;
  /** On disk, and not in force yet. */
  let coming: readonly Grant[] = [];
  const work = new Map<string, Set<Promise<unknown>>>();

  function change(next: readonly Grant[]): void {
    held = next;
    ears.changed();
  }

  function replace(grant: Grant): void {
    change(held.map((one) => (one.id === grant.id ? grant : one)));
  }

  async function keep(): Promise<KeepOutcome> {
    const outcome = await keeper.keep([...held, ...coming]);
    if (outcome.kind === 'refused') log.error('The grants could not be put on disk');
    return outcome;
  }

  function end(endings: readonly Ending[]): Promise<KeepOutcome> {
    change(held.filter((grant) => endings.every((ending) => ending.grant !== grant)));
    for (const ending of endings) ears.ended(ending);
    return keep();
  }

  function endAll(whyOf: (grant: Grant) => GrantEnd | null): void {
    const endings = held.flatMap((grant) => {
      const why = whyOf(grant);
      return why === null ? [] : [{ grant, why, by: null }];
    });
    if (endings.length > 0) void ears.track(end(endings));
  }

  function giveBack(id: string): void {
    const grant = held.find((one) => one.id === id);
    if (!grant) return;
    replace(afterUses(grant, -1));
    void ears.track(keep());
  }

  return {
    list: () => held.filter((grant) => endOf(grant, clock.now()) === null),
    async give(choice, place) {
      const grant = grantFrom(choice, place, { id: ids.next(), now: clock.now() });
      coming = [...coming, grant];
      const outcome = await keep();
      if (outcome.kind === 'kept') return { kind: 'given', grant };
      coming = coming.filter((one) => one !== grant);
      await keep();
      return { kind: 'refused', message: outcome.message };
    },
    begin(grant) {
      coming = coming.filter((one) => one !== grant);
      change([...held, grant]);
    },
    async withdraw(grant) {
      coming = coming.filter((one) => one !== grant);
      return (await keep()).kind === 'kept';
    },
    async use(id) {
      const grant = held.find((one) => one.id === id);
      if (!grant || endOf(grant, clock.now()) !== null) return null;
      const used = afterUses(grant, 1);
      replace(used);
      if ((await keep()).kind === 'kept') return used;
      giveBack(id);
      return null;
    },
    giveBack,
    during(id, one) {
      const all = work.get(id) ?? new Set();
      work.set(id, all.add(one));
      const over = (): void => {
        all.delete(one);
        if (all.size === 0) work.delete(id);
      };
      one.then(over, over);
      return one;
    },
    async revoke(id, by) {
      const grant = held.find((one) => one.id === id);
      if (!grant) return 'unknown';
      const kept = end([{ grant, why: 'revoked', by }]);
      await Promise.allSettled([...(work.get(id) ?? [])]);
      return (await kept).kind === 'kept' ? 'revoked' : 'not-kept';
    },
    endSession: (session) =>
      endAll(({ limit }) =>
        limit.kind === 'session' && limit.session === session ? 'session-ended' : null,
      ),
    tick: () => endAll((grant) => endOf(grant, clock.now())),
  };
}
