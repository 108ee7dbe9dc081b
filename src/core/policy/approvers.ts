/** One that may sign: a place, a device, a person, or whoever has a role. */
export type ApproverRef =
  | { readonly kind: 'editor' }
  | { readonly kind: 'any-device' }
  | { readonly kind: 'device'; readonly id: string }
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'role'; readonly name: string };

/** Who has to sign, and how many of them. */
export interface Requirement {
  readonly of: readonly ApproverRef[];
  /** A number counts different people; it is never taken for less than one. */
  readonly needs: 'any' | 'all' | { readonly atLeast: number };
}

/** Somebody who signs: from the editor or a device that belongs to a person. */
export interface Signer {
  /** Null for the editor. */
  readonly device: string | null;
  /** Who that is; null where nobody said whose device it is. */
  readonly person: string | null;
  readonly roles: readonly string[];
}

/** One answer to a request. */
export interface Signature {
  readonly signer: Signer;
  readonly behavior: 'allow' | 'deny';
}

/** How far a request is on its way to be signed. */
export type Signing =
  | { readonly state: 'denied'; readonly by: Signer }
  | { readonly state: 'signed'; readonly by: readonly Signer[] }
  | {
      readonly state: 'waiting';
      readonly by: readonly Signer[];
      readonly missing: readonly Missing[];
    };

/** Who is still to sign. */
export interface Missing {
  readonly of: readonly ApproverRef[];
  /** How many of them. */
  readonly count: number;
}

/**
 * How far a request is signed: one deny ends it; the same person counts once, however many devices
 * they sign from; every requirement has to be met.
 */
export function signingOf(
  requirements: readonly Requirement[],
  signatures: readonly Signature[],
): Signing {
  const denial = signatures.find(({ behavior }) => behavior === 'deny');
  if (denial !== undefined) return { state: 'denied', by: denial.signer };
  const people = onceEach(signatures.map(({ signer }) => signer));
  const by = people.flatMap(([first]) => (first === undefined ? [] : [first]));
  // Without any requirement it still takes a person.
  const all: readonly Requirement[] = requirements.length > 0 ? requirements : [ANYBODY];
  const missing = all.flatMap((requirement) => missingFor(requirement, people));
  return missing.length === 0 ? { state: 'signed', by } : { state: 'waiting', by, missing };
}

/** Any person, in the editor or on any of their devices. */
export const ANYBODY: Requirement = {
  of: [{ kind: 'editor' }, { kind: 'any-device' }],
  needs: 'any',
};

/** Whether one that signs is meant by a reference. */
export function isMeant(ref: ApproverRef, { device, person, roles }: Signer): boolean {
  switch (ref.kind) {
    case 'editor':
      return device === null;
    case 'any-device':
      return device !== null;
    case 'device':
      return device === ref.id;
    case 'person':
      return person === ref.name;
    case 'role':
      return roles.includes(ref.name);
  }
}

/** Whether two that sign are one person: those of whom it isn’t known whose they are, by their device. */
export function isSamePerson(one: Signer, other: Signer): boolean {
  return keyOf(one) === keyOf(other);
}

function keyOf({ person, device }: Signer): string {
  return JSON.stringify(person === null ? { device } : { person });
}

/** All signers of each person: those of whom it isn’t known whose they are count each as one. */
function onceEach(signers: readonly Signer[]): readonly (readonly Signer[])[] {
  const people = new Map<string, Signer[]>();
  for (const signer of signers) {
    const key = keyOf(signer);
    people.set(key, [...(people.get(key) ?? []), signer]);
  }
  return [...people.values()];
}

function missingFor(
  { of, needs }: Requirement,
  people: readonly (readonly Signer[])[],
): readonly Missing[] {
  if (needs === 'all') return missingOfAll(of, people);
  const count = needs === 'any' ? 1 : Math.max(1, Math.ceil(needs.atLeast));
  const signed = people.filter((signers) =>
    signers.some((one) => of.some((ref) => isMeant(ref, one))),
  );
  const left = count - signed.length;
  return left > 0 || Number.isNaN(left) ? [{ of, count: left > 0 ? left : 1 }] : [];
}

/** How many a reference can mean, narrowest first. */
const WIDTH: Readonly<Record<ApproverRef['kind'], number>> = {
  editor: 0,
  device: 0,
  person: 1,
  role: 2,
  'any-device': 3,
};

/** Each reference needs a person of its own: the most that can be given one (Kuhn’s augmenting paths). */
function missingOfAll(
  of: readonly ApproverRef[],
  people: readonly (readonly Signer[])[],
): readonly Missing[] {
  const given = new Map<number, ApproverRef>();
  const give = (ref: ApproverRef, tried: Set<number>): boolean => {
    for (const [at, signers] of people.entries()) {
      if (tried.has(at) || !signers.some((one) => isMeant(ref, one))) continue;
      tried.add(at);
      const other = given.get(at);
      if (other === undefined || give(other, tried)) {
        given.set(at, ref);
        return true;
      }
    }
    return false;
  };
  // The narrow ones first, so that whoever signed is not named as missing for want of another.
  const narrowFirst = [...of].sort((one, other) => WIDTH[one.kind] - WIDTH[other.kind]);
  const left = narrowFirst.filter((ref) => !give(ref, new Set()));
  if (of.length === 0) return [{ of: ANYBODY.of, count: 1 }];
  return left.map((ref) => ({ of: [ref], count: 1 }));
}
