import { describe, expect, it } from 'vitest';
import { itemSchema } from '../../../../src/protocol/item.ts';
import type { Approver, Decision } from '../../../../src/core/request/decision.ts';
import { createQueue } from '../../../../src/core/request/queue.ts';
import type { Request } from '../../../../src/core/request/request.ts';
import { aGrant } from '../../../fakes/grants.ts';
import { fakePorts, type Weather } from '../../../fakes/queue-ports.ts';
import { aRequest } from '../../../fakes/requests.ts';
import {
  annsPhone,
  annsTablet,
  bobsPhone,
  desk,
  no,
  spare,
  twoOfThree,
  whoSigns,
  yes,
} from './signing-desk.ts';

function aDesk(fields: Partial<Request> = {}, weather: Weather = {}) {
  const ports = fakePorts({ signing: whoSigns(), ...weather });
  const queue = createQueue(ports, [], [aGrant()]);
  queue.submit(aRequest({ requires: [twoOfThree], ...fields }), ports.line('r1'));
  const state = () => queue.snapshot().items[0]?.state;
  const heard = () =>
    ports.diary.flatMap((entry) => (entry.kind === 'answered' ? [entry.answer.kind] : []));
  const order = () =>
    ports.diary.map((entry) => (entry.kind === 'recorded' ? entry.event.kind : entry.kind));
  return { ports, queue, state, heard, order };
}

describe('a request that two of three have to sign', () => {
  it('says from the start who is to sign, and is left alone by a grant that covers it', async () => {
    const { state, queue, heard } = aDesk();
    expect(state()).toEqual({
      kind: 'pending',
      claim: null,
      signing: { signatures: [], missing: [{ names: ['the editor', 'Ann', 'Bob'], count: 2 }] },
    });
    const grant = { kind: 'grant', id: 'g1', name: 'x', left: 5 } as const;
    expect(await queue.decide('r1', yes, grant)).toMatchObject({ code: 'answer-does-not-fit' });
    expect(heard()).toEqual([]);
    expect(queue.snapshot().grants).toEqual([aGrant()]);
  });

  it('is not even claimed by such a grant', () => {
    const ports = fakePorts({ signing: whoSigns() });
    const queue = createQueue(ports, [], [aGrant()]);
    const claims: unknown[] = [];
    queue.onChange(() => {
      for (const { state } of queue.snapshot().items) {
        if (state.kind === 'pending') claims.push(state.claim);
      }
    });
    queue.submit(aRequest({ requires: [twoOfThree] }), ports.line('r1'));
    expect(claims).toEqual([null]);
  });

  it('goes on by the second signature, each on record before it is said', async () => {
    const { queue, state, heard, order } = aDesk();
    const first = await queue.decide('r1', yes, annsPhone);
    expect(first).toEqual({
      kind: 'done',
      note: 'Your signature is on record. Still to sign: the editor or Bob.',
    });
    expect(heard()).toEqual([]);
    expect(state()).toMatchObject({
      kind: 'pending',
      claim: null,
      signing: {
        signatures: [{ by: annsPhone, signer: { device: 'd1', person: 'Ann' }, at: 1_000 }],
        missing: [{ names: ['the editor', 'Bob'], count: 1 }],
      },
    });
    expect(await queue.decide('r1', yes, bobsPhone)).toEqual({ kind: 'done', note: null });
    expect(order()).toEqual(['receive', 'sign', 'decide', 'answered', 'deliver']);
    expect(heard()).toEqual(['allow']);
    const signatures = [{ by: annsPhone }, { by: bobsPhone, signer: { person: 'Bob' } }];
    expect(state()).toMatchObject({ kind: 'delivered', by: bobsPhone, signatures });
  });

  it('counts the same person once, on however many devices', async () => {
    const { queue, state, heard } = aDesk();
    await queue.decide('r1', yes, annsPhone);
    for (const by of [annsPhone, annsTablet]) {
      expect(await queue.decide('r1', yes, by)).toEqual({
        kind: 'refused',
        code: 'not-an-approver',
        message: 'Ann has signed this already and counts once. Still to sign: the editor or Bob.',
      });
    }
    expect(state()).toMatchObject({ kind: 'pending', claim: null });
    expect(heard()).toEqual([]);
  });

  it('is not signed by one that is not meant, who is told who is', async () => {
    const { queue, state } = aDesk();
    expect(await queue.decide('r1', yes, spare)).toEqual({
      kind: 'refused',
      code: 'not-an-approver',
      message:
        'This is not yours to allow. It waits for 2 of the editor, Ann, Bob to sign; you can deny it.',
    });
    expect(state()).toMatchObject({ kind: 'pending', claim: null, signing: { signatures: [] } });
  });

  it('tells each place beforehand whether an allow from there would be taken', async () => {
    const { queue } = aDesk();
    const told = (by: Approver) => {
      const [item] = queue.snapshot().items;
      return item && queue.shownTo(item, by).notYours;
    };
    expect([desk, annsPhone, bobsPhone].map(told)).toEqual([undefined, undefined, undefined]);
    const words = 'It waits for 2 of the editor, Ann, Bob to sign; you can deny it.';
    expect(told(spare)).toEqual({ kind: 'others-sign', words });
    await queue.decide('r1', yes, annsPhone);
    expect(told(annsTablet)).toEqual({
      kind: 'has-signed',
      words: 'Ann has signed this already and counts once. Still to sign: the editor or Bob.',
    });
    expect(told(spare)?.words).toBe('It waits for the editor or Bob to sign; you can deny it.');
    await queue.decide('r1', no, spare);
    expect([spare, annsPhone].map(told)).toEqual([undefined, undefined]);
  });

  it.each([
    ['one of them', bobsPhone],
    ['who signed it', annsPhone],
    ['one that is not meant', spare],
  ])('is ended by one deny, of %s', async (_who, by) => {
    const { queue, state, heard } = aDesk();
    await queue.decide('r1', yes, annsPhone);
    expect((await queue.decide('r1', no, by)).kind).toBe('done');
    expect(heard()).toEqual(['deny']);
    expect(state()).toMatchObject({ by, signatures: [{ by: annsPhone }] });
    expect(await queue.decide('r1', yes, desk)).toMatchObject({ code: 'already-answered' });
  });

  it('does not count a device that was revoked since', async () => {
    const revoked = new Set<string>();
    const { queue, heard } = aDesk({}, { signing: whoSigns(revoked) });
    await queue.decide('r1', yes, annsPhone);
    revoked.add('d1');
    expect(await queue.decide('r1', yes, annsPhone)).toMatchObject({ code: 'not-an-approver' });
    expect(await queue.decide('r1', yes, bobsPhone)).toMatchObject({
      note: 'Your signature is on record. Still to sign: the editor or Ann.',
    });
    expect(heard()).toEqual([]);
    await queue.decide('r1', yes, desk);
    expect(heard()).toEqual(['allow']);
  });

  it('does not count a signature that could not be put on record', async () => {
    let full = true;
    const { queue, state, heard } = aDesk({}, { recorderFails: () => full });
    expect(await queue.decide('r1', yes, annsPhone)).toMatchObject({ code: 'not-recorded' });
    expect(state()).toMatchObject({ kind: 'pending', claim: null, signing: { signatures: [] } });
    full = false;
    await queue.decide('r1', yes, bobsPhone);
    expect(heard()).toEqual([]);
  });

  it('that was answered in the terminal while one signs is not signed any more', async () => {
    const answered = aDesk(
      {},
      {
        pause: (what) => {
          if (what === 'record sign') answered.queue.answeredInTerminal('r1', 'denied', 'there');
          return Promise.resolve();
        },
      },
    );
    expect(await answered.queue.decide('r1', yes, annsPhone)).toMatchObject({
      code: 'already-answered',
    });
    expect(answered.state()).toMatchObject({ kind: 'answered-elsewhere' });
  });

  it.each<[string, Decision['always']]>([
    ['a rule', { destination: 'project', rules: ['Bash(npm test)'] }],
    ['a grant', { term: 'session', rules: ['Bash(npm test)'] }],
  ])('is not allowed with %s, neither now nor later', async (_what, always) => {
    const { queue, state, ports } = aDesk();
    const answer = { behavior: 'allow', always, answers: null } as const;
    expect(await queue.decide('r1', answer, desk)).toMatchObject({ code: 'rule-not-offered' });
    expect(state()).toMatchObject({ kind: 'pending', claim: null });
    queue.lineClosed('r1', 'gone');
    expect((await queue.saveRule('r1', answer)).kind).toBe('refused');
    expect(ports.diary.map(({ kind }) => kind)).not.toContain('rule-saved');
  });

  it('can be denied for always by one', async () => {
    const { queue, state } = aDesk();
    const always = { destination: 'project', rules: ['Bash(npm test)'] } as const;
    await queue.decide('r1', { ...no, always, message: null, behavior: 'deny' }, desk);
    expect(state()).toMatchObject({ saved: { behavior: 'deny' } });
  });

  it('keeps its signatures on disk, and is orphaned by a restart as any other', async () => {
    const { queue } = aDesk();
    await queue.decide('r1', yes, annsPhone);
    const items = queue.snapshot().items;
    const kept = items.map((item) => itemSchema.parse(JSON.parse(JSON.stringify(item))));
    expect(kept).toEqual(items);
    const after = createQueue(fakePorts({ signing: whoSigns() }), kept);
    expect(after.snapshot().items[0]?.state).toMatchObject({ why: 'editor-restarted' });
    expect(await after.decide('r1', yes, bobsPhone)).toMatchObject({ code: 'nobody-waits' });
  });
});

it('one person signs twice where two of their devices are asked for, with another’s', async () => {
  const requires = [
    { of: [{ kind: 'role', name: 'lead' }], needs: 'any' },
    { of: [{ kind: 'device', id: 'd2' }], needs: 'any' },
  ] as const;
  const { queue, heard } = aDesk({ requires });
  expect(await queue.decide('r1', yes, annsPhone)).toMatchObject({
    note: 'Your signature is on record. Still to sign: device d2.',
  });
  await queue.decide('r1', yes, annsTablet);
  expect(heard()).toEqual(['allow']);
});

it('names who is missing of all, and not who has signed', async () => {
  const of = [
    { kind: 'role', name: 'lead' },
    { kind: 'person', name: 'Ann' },
  ] as const;
  const { queue } = aDesk({ requires: [{ of, needs: 'all' }] });
  expect(await queue.decide('r1', yes, annsPhone)).toMatchObject({
    note: 'Your signature is on record. Still to sign: a lead.',
  });
});

it('a question is answered by anybody: it lets nothing happen', async () => {
  const questions = [{ question: 'Which?', header: null, options: [], multiSelect: false }];
  const { queue, state, heard } = aDesk({ subject: { kind: 'question', questions } });
  expect(state()).toEqual({ kind: 'pending', claim: null });
  const [item] = queue.snapshot().items;
  expect(item && queue.shownTo(item, spare)).toBe(item);
  await queue.decide(
    'r1',
    { ...yes, behavior: 'allow', answers: { 'Which?': 'Vue' }, always: null },
    spare,
  );
  expect(heard()).toEqual(['allow']);
});

it('does not name the editor or a device as missing whose person has signed', async () => {
  const port = whoSigns();
  const signing = {
    ...port,
    signerOf: (by: Approver) =>
      by.kind === 'window' ? { device: null, person: 'Ann', roles: [] } : port.signerOf(by),
  };
  const of = [
    { kind: 'editor' },
    { kind: 'device', id: 'd2' },
    { kind: 'person', name: 'Bob' },
    { kind: 'any-device' },
  ] as const;
  const { queue, state } = aDesk({ requires: [{ of, needs: { atLeast: 2 } }] }, { signing });
  await queue.decide('r1', yes, annsPhone);
  expect(state()).toMatchObject({
    signing: { missing: [{ names: ['Bob', 'any device'], count: 1 }] },
  });
});
