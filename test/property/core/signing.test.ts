import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isMeant,
  signingOf,
  type ApproverRef,
  type Requirement,
  type Signature,
  type Signer,
} from '../../../src/core/policy/approvers.ts';
import { policiesFor, SCOPES, type ApprovalPolicy } from '../../../src/core/policy/authority.ts';
import type { Assessment } from '../../../src/core/risk/assessment.ts';
import { ACTIONS, DOMAINS, domainOf } from '../../../src/core/risk/domains.ts';
import { TIERS } from '../../../src/core/risk/tier.ts';

const tier = fc.constantFrom(...TIERS);
const domains = DOMAINS.map(({ domain }) => domain);
const assessment: fc.Arbitrary<Pick<Assessment, 'tier' | 'actions' | 'domains'>> = fc
  .record({ tier, actions: fc.subarray([...ACTIONS], { minLength: 1 }) })
  .map((one) => ({ ...one, domains: [...new Set(one.actions.map(domainOf))] }));

const person = fc.constantFrom('ann', 'bob', 'eve', null);
const signer: fc.Arbitrary<Signer> = fc.record({
  device: fc.constantFrom('d1', 'd2', 'd3', null),
  person,
  roles: fc.subarray(['lead', 'ops']),
});
const ref: fc.Arbitrary<ApproverRef> = fc.constantFrom<ApproverRef[]>(
  { kind: 'editor' },
  { kind: 'any-device' },
  { kind: 'device', id: 'd1' },
  { kind: 'person', name: 'ann' },
  { kind: 'person', name: 'bob' },
  { kind: 'role', name: 'lead' },
);
const requirement: fc.Arbitrary<Requirement> = fc.record({
  of: fc.array(ref, { minLength: 1, maxLength: 4 }),
  needs: fc.oneof(
    fc.constantFrom('any' as const, 'all' as const),
    fc.record({ atLeast: fc.integer({ min: -1, max: 4 }) }),
  ),
});
const signature: fc.Arbitrary<Signature> = fc.record({
  signer,
  behavior: fc.constantFrom('allow' as const, 'allow' as const, 'allow' as const, 'deny' as const),
});

/** Who somebody is, for counting. */
function identity({ person: who, device }: Signer): string {
  return who ?? `device ${device ?? 'editor'}`;
}

describe('who has to sign', () => {
  it('is never less by a policy more', () => {
    const policy: fc.Arbitrary<ApprovalPolicy> = fc.record({
      scope: fc.constantFrom(...SCOPES),
      match: fc.oneof(
        fc.constant({}),
        fc.record({ action: fc.constantFrom('git_*', 'file_delete', '*') }),
        fc.record({ tier, domain: fc.constantFrom(...domains) }),
        fc.record({ agent: fc.constantFrom('claude-code', 'other') }),
      ),
      requires: requirement,
    });
    fc.assert(
      fc.property(
        fc.array(policy, { maxLength: 4 }),
        policy,
        assessment,
        fc.array(signature, { maxLength: 5 }),
        (some, more, what, signed) => {
          const judged = { agent: 'claude-code', assessment: what };
          const under = (all: readonly ApprovalPolicy[]): string =>
            signingOf(
              policiesFor(all, judged).map(({ requires }) => requires),
              signed,
            ).state;
          if (under([...some, more]) === 'signed') expect(under(some)).toBe('signed');
        },
      ),
    );
  });

  it('is met only by so many different people', () => {
    fc.assert(
      fc.property(
        fc.array(ref, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(signer, { maxLength: 6 }),
        (of, count, signers) => {
          const signed = signers.map((one): Signature => ({ signer: one, behavior: 'allow' }));
          const people = new Set(
            signers.filter((one) => of.some((each) => isMeant(each, one))).map(identity),
          );
          const { state } = signingOf([{ of, needs: { atLeast: count } }], signed);
          expect(state === 'signed').toBe(people.size >= count);
        },
      ),
    );
  });

  it('is ended by one denial, and never met by nobody', () => {
    fc.assert(
      fc.property(
        fc.array(requirement, { maxLength: 3 }),
        fc.array(signature, { maxLength: 5 }),
        (all, signed) => {
          const { state } = signingOf(all, signed);
          if (signed.some(({ behavior }) => behavior === 'deny')) expect(state).toBe('denied');
          else if (signed.length === 0) expect(state).toBe('waiting');
        },
      ),
    );
  });
});
