import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  signingOf,
  type ApproverRef,
  type Requirement,
  type Signature,
} from '../../../src/core/policy/approvers.ts';
import type { Approver } from '../../../src/core/request/decision.ts';
import type { Outcome } from '../../../src/core/request/item.ts';
import { createQueue } from '../../../src/core/request/queue.ts';
import { fakePorts } from '../../fakes/queue-ports.ts';
import { aRequest } from '../../fakes/requests.ts';
import { no, signers, whoSigns, yes } from '../../unit/core/request/signing-desk.ts';

const port = whoSigns();

const ref: fc.Arbitrary<ApproverRef> = fc.constantFrom<ApproverRef[]>(
  { kind: 'editor' },
  { kind: 'any-device' },
  { kind: 'device', id: 'd2' },
  { kind: 'device', id: 'd4' },
  { kind: 'person', name: 'Ann' },
  { kind: 'person', name: 'Bob' },
  { kind: 'role', name: 'lead' },
);
const requirement: fc.Arbitrary<Requirement> = fc.record({
  of: fc.array(ref, { minLength: 1, maxLength: 4 }),
  needs: fc.oneof(
    fc.constantFrom('any' as const, 'all' as const),
    fc.record({ atLeast: fc.integer({ min: 1, max: 3 }) }),
  ),
});
const requirements = fc.array(requirement, { minLength: 1, maxLength: 3 });

/** One person's answer: mostly an allow. */
interface Said {
  readonly by: Approver;
  readonly allows: boolean;
}
const answer: fc.Arbitrary<Said> = fc.record({
  by: fc.constantFrom(...signers),
  allows: fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, fc.constant(false)),
});
const answers = fc.array(answer, { maxLength: 10 });

/** How different people answer, one after the other. */
async function ask(requires: readonly Requirement[], said: readonly Said[]) {
  const ports = fakePorts({ signing: port });
  const queue = createQueue(ports);
  queue.submit(aRequest({ requires }), ports.line('r1'));
  const outcomes: Outcome[] = [];
  for (const { by, allows } of said) outcomes.push(await queue.decide('r1', allows ? yes : no, by));
  const heard = ports.diary.flatMap((one) => (one.kind === 'answered' ? [one.answer.kind] : []));
  return { outcomes, heard, diary: ports.diary };
}

function signatureOf({ by, allows }: Said): readonly Signature[] {
  const signer = port.signerOf(by);
  return signer === null ? [] : [{ signer, behavior: allows ? 'allow' : 'deny' }];
}

describe('a request that several have to sign', () => {
  it('is allowed exactly where the requirement is met before anybody denied', async () => {
    await fc.assert(
      fc.asyncProperty(requirements, answers, async (requires, said) => {
        const denied = said.findIndex(({ allows }) => !allows);
        const before = denied === -1 ? said : said.slice(0, denied);
        const met = signingOf(requires, before.flatMap(signatureOf)).state === 'signed';
        const { heard, diary } = await ask(requires, said);
        expect(heard).toEqual(met ? ['allow'] : denied === -1 ? [] : ['deny']);
        const kept = diary.flatMap((one) =>
          one.kind === 'recorded' && one.event.kind === 'decide' ? [one.event.signatures] : [],
        );
        // What stands on record as its signatures meets the requirement by itself.
        const recorded = (kept[0] ?? []).map(({ signer }): Signature => {
          return { signer, behavior: 'allow' };
        });
        if (met) expect(signingOf(requires, recorded).state).toBe('signed');
      }),
      { numRuns: 500 },
    );
  });

  it('tells each place beforehand what an allow from there then gets', async () => {
    await fc.assert(
      fc.asyncProperty(requirements, answers, async (requires, said) => {
        const ports = fakePorts({ signing: port });
        const queue = createQueue(ports);
        queue.submit(aRequest({ requires }), ports.line('r1'));
        for (const { by } of said) {
          const [item] = queue.snapshot().items;
          if (item?.state.kind !== 'pending') return;
          const { notYours } = queue.shownTo(item, by);
          const outcome = await queue.decide('r1', yes, by);
          if (notYours === undefined) expect(outcome.kind).toBe('done');
          else expect(outcome).toMatchObject({ code: 'not-an-approver' });
          if (outcome.kind === 'refused') expect(outcome.message).toContain(notYours?.words);
        }
      }),
    );
  });

  it('is ended by one deny, whoever it is from', async () => {
    await fc.assert(
      fc.asyncProperty(requirements, answers, answers, async (requires, before, after) => {
        const allows = before.map(({ by }) => ({ by, allows: true }));
        const denial = { by: signers[after.length % signers.length]!, allows: false };
        const { outcomes, heard } = await ask(requires, [...allows, denial, ...after]);
        expect(heard).toHaveLength(1);
        if (heard[0] === 'allow') expect(outcomes[allows.length]?.kind).toBe('refused');
        for (const late of outcomes.slice(allows.length + 1)) expect(late.kind).toBe('refused');
      }),
    );
  });

  it('is never easier to allow by a requirement more', async () => {
    await fc.assert(
      fc.asyncProperty(requirements, requirement, answers, async (some, more, said) => {
        const { heard } = await ask([...some, more], said);
        if (heard[0] === 'allow') expect((await ask(some, said)).heard).toEqual(['allow']);
      }),
    );
  });

  it('is allowed by nobody alone where two are asked for, in whatever order answers overlap', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), answers, async (scheduler, said) => {
        const pause = (what: string): Promise<void> => scheduler.schedule(Promise.resolve(), what);
        const ports = fakePorts({ signing: port, pause });
        const queue = createQueue(ports);
        const two: Requirement = {
          of: [{ kind: 'editor' }, { kind: 'any-device' }],
          needs: { atLeast: 2 },
        };
        queue.submit(aRequest({ requires: [two] }), ports.line('r1'));
        const taken: Said[] = [];
        const all = said.map(async (one) => {
          await scheduler.schedule(Promise.resolve(), `${one.by.name} answers`);
          const outcome = await queue.decide('r1', one.allows ? yes : no, one.by);
          if (outcome.kind === 'done') taken.push(one);
        });
        await scheduler.waitFor(Promise.all(all));
        const heard = ports.diary.flatMap((one) =>
          one.kind === 'answered' ? [one.answer.kind] : [],
        );
        const state = signingOf([two], taken.flatMap(signatureOf)).state;
        expect(heard[0] === 'allow').toBe(state === 'signed');
        await scheduler.waitFor(queue.close());
      }),
    );
  });
});
