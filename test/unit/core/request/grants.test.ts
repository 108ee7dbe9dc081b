import { describe, expect, it } from 'vitest';
import type { GrantTerm } from '../../../../src/core/grants/grant.ts';
import type { Grant } from '../../../../src/core/grants/grant.ts';
import type { Approver, Decision } from '../../../../src/core/request/decision.ts';
import { createQueue } from '../../../../src/core/request/queue.ts';
import type { Request } from '../../../../src/core/request/request.ts';
import { aGrant, aRule } from '../../../fakes/grants.ts';
import { fakePorts, type Weather } from '../../../fakes/queue-ports.ts';
import { aRequest } from '../../../fakes/requests.ts';

const me: Approver = { kind: 'window', name: 'proj' };
const once: Decision = { behavior: 'allow', always: null, answers: null };
const granting = (term: GrantTerm): Decision => ({
  behavior: 'allow',
  always: { term, rules: ['Bash(npm test)'] },
  answers: null,
});

function aDesk(weather: Weather = {}, grants: readonly Grant[] = []) {
  const ports = fakePorts(weather);
  const queue = createQueue(ports, [], grants);
  const stateOf = (id: string) =>
    queue.snapshot().items.find(({ request }) => request.id === id)?.state;
  let asked = 0;
  return {
    ports,
    queue,
    stateOf,
    /** An agent asks; returns the request's id. */
    ask(fields: Partial<Request> = {}) {
      const id = `r${(asked += 1)}`;
      queue.submit(aRequest({ id, ...fields }), ports.line(id));
      return id;
    },
    /** What agents were answered, by request. */
    answers: () =>
      Object.fromEntries(
        ports.diary.flatMap((entry) =>
          entry.kind === 'answered' ? [[entry.id, entry.answer.kind]] : [],
        ),
      ),
    /** Lets everything under way come to its end. */
    rest: () => new Promise((resolve) => setTimeout(resolve)),
  };
}

describe('giving a grant', () => {
  it('allows the call, and the next ones without a person', async () => {
    const desk = aDesk();
    const first = desk.ask();
    expect(await desk.queue.decide(first, granting('five-times'), me)).toEqual({
      kind: 'done',
      note: null,
    });
    expect(desk.queue.snapshot().grants).toEqual([
      aGrant({ rules: ['Bash(npm test)'], limit: { kind: 'times', left: 5 } }),
    ]);
    const later = Array.from({ length: 6 }, () => desk.ask());
    await desk.rest();
    expect(later.map((id) => desk.stateOf(id)?.kind)).toEqual([
      ...Array.from({ length: 5 }, () => 'delivered'),
      'pending',
    ]);
    expect(desk.stateOf('r7')).toEqual({ kind: 'pending', claim: null });
    expect(desk.queue.snapshot().grants).toEqual([]);
  });

  it('writes no rule, and sends none for the session', async () => {
    const { queue, ports, ask } = aDesk();
    await queue.decide(ask(), granting('session'), me);
    expect(ports.diary.map(({ kind }) => kind)).not.toContain('rule-saved');
    expect(ports.diary.find(({ kind }) => kind === 'answered')).toMatchObject({
      answer: { kind: 'allow', sessionRules: [] },
    });
  });

  it('is on disk, then on record, before the agent hears it', async () => {
    const { queue, ports, ask } = aDesk();
    await queue.decide(ask(), granting('hour'), me);
    const order = ports.diary.flatMap((entry) =>
      entry.kind === 'recorded' ? [entry.event.kind] : [entry.kind],
    );
    expect(order).toEqual(['receive', 'grants-kept', 'decide', 'answered', 'deliver']);
    expect(ports.diary[2]).toMatchObject({ event: { grant: { id: 'g1', used: 0 } } });
  });

  it('is taken back where the answer can’t be put on record', async () => {
    let full = false;
    const { queue, ports, ask, stateOf, answers } = aDesk({ recorderFails: () => full });
    const id = ask();
    full = true;
    expect(await queue.decide(id, granting('hour'), me)).toMatchObject({
      code: 'not-recorded',
      message: expect.stringContaining('The grant was taken back.'),
    });
    expect(stateOf(id)).toEqual({ kind: 'pending', claim: null });
    expect(queue.snapshot().grants).toEqual([]);
    expect(ports.diary.at(-1)).toEqual({ kind: 'grants-kept', grants: [] });
    expect(answers()).toEqual({});
  });

  it('is taken back where the request was answered elsewhere meanwhile', async () => {
    const desk = aDesk({
      pause: async (what) => {
        if (what === 'record decide') desk.queue.answeredInTerminal('r1', 'denied', 'in it');
      },
    });
    expect(await desk.queue.decide(desk.ask(), granting('hour'), me)).toMatchObject({
      code: 'already-answered',
    });
    expect(desk.queue.snapshot().grants).toEqual([]);
  });

  it('is refused where it can’t be kept: nothing is allowed then', async () => {
    const { queue, ask, stateOf, answers } = aDesk({ keeperFails: () => true });
    const id = ask();
    expect(await queue.decide(id, granting('hour'), me)).toMatchObject({
      code: 'rule-not-saved',
      message: 'The disk is full.',
    });
    expect(stateOf(id)).toEqual({ kind: 'pending', claim: null });
    expect(answers()).toEqual({});
  });

  it('is refused with a rule that is neither offered nor passes the check', async () => {
    const { queue, ask } = aDesk();
    const id = ask();
    expect(await queue.decide(id, { ...once, always: { term: 'hour', rules: [] } }, me)).toEqual({
      kind: 'refused',
      code: 'rule-not-offered',
      message: 'Choose or write a rule first.',
    });
    for (const rules of [['Bash(npm test'], ['Bash(git push *)']]) {
      const decision: Decision = { ...once, always: { term: 'hour', rules } };
      expect(await queue.decide(id, decision, me)).toMatchObject({ code: 'rule-not-offered' });
    }
    expect(queue.snapshot().grants).toEqual([]);
  });

  it('holds no longer than the agent’s end once nobody waits', async () => {
    const { queue, ask } = aDesk();
    const id = ask();
    queue.lineClosed(id, 'gone');
    expect(await queue.decide(id, granting('hour'), me)).toMatchObject({ code: 'nobody-waits' });
    expect(await queue.saveRule(id, granting('hour'))).toMatchObject({
      code: 'answer-does-not-fit',
    });
    expect(queue.snapshot().grants).toEqual([]);
  });
});

describe('a request that a grant covers', () => {
  it('waits for nobody at any moment, and says what answered it', async () => {
    const { queue, ports, ask, stateOf, rest } = aDesk({}, [aGrant()]);
    const waited: unknown[] = [];
    queue.onChange(() => {
      const state = stateOf('r1');
      if (state?.kind === 'pending') waited.push(state.claim?.kind ?? null);
    });
    ask();
    await rest();
    expect(new Set(waited)).toEqual(new Set(['grant']));
    const by = { kind: 'grant', id: 'g1', name: 'Bash(npm test *)', left: 4 };
    expect(stateOf('r1')).toMatchObject({ kind: 'delivered', by, decision: once, saved: null });
    const order = ports.diary.flatMap((entry) =>
      entry.kind === 'recorded' ? [entry.event.kind] : [entry.kind],
    );
    expect(order).toEqual(['receive', 'grants-kept', 'decide', 'answered', 'deliver']);
  });

  it.each<[string, Partial<Request>]>([
    ['in another folder', { folder: '/home/dev/other' }],
    ['with another command', { input: { command: 'npm run build' } }],
    ['that is a test', { purpose: 'test' }],
    ['that asks the person something', { subject: { kind: 'question', questions: [] } }],
    ['that shows a plan', { subject: { kind: 'plan', plan: 'x' } }],
  ])('but for one thing (%s) is asked', async (_what, fields) => {
    const { ask, stateOf, rest, queue } = aDesk({}, [aGrant()]);
    ask(fields);
    expect(stateOf('r1')).toEqual({ kind: 'pending', claim: null });
    await rest();
    expect(stateOf('r1')).toEqual({ kind: 'pending', claim: null });
    expect(queue.snapshot().grants).toEqual([aGrant()]);
  });

  it.each<[string, Weather]>([
    [
      'a rule to ask stands against it',
      { rulesInForce: () => ({ rules: [aRule('ask', 'Bash(npm *)')], ignored: [] }) },
    ],
    [
      'a rule to deny stands against it',
      { rulesInForce: () => ({ rules: [aRule('deny', 'Bash(npm test)')], ignored: [] }) },
    ],
    [
      'Claude Code ignores a settings file',
      { rulesInForce: () => ({ rules: [], ignored: [{ file: '/f', why: 'a comment' }] }) },
    ],
    [
      'the settings can’t be read',
      {
        rulesInForce: () => {
          throw new Error('EIO');
        },
      },
    ],
    ['the use can’t be counted', { keeperFails: () => true }],
    ['it can’t be put on record', { recorderFails: () => true }],
  ])('is asked where %s, and costs no use', async (_what, weather) => {
    const { ask, stateOf, rest, queue, answers } = aDesk(weather, [aGrant()]);
    const id = ask();
    await rest();
    expect(stateOf(id)).toEqual({ kind: 'pending', claim: null });
    expect(answers()).toEqual({});
    expect(queue.snapshot().grants).toEqual([aGrant()]);
  });

  it('is asked where the grant ends while the settings are read', async () => {
    const desk = aDesk(
      {
        pause: async (what) => {
          if (what === 'read the rules') void desk.queue.revokeGrant('g1', me);
        },
      },
      [aGrant()],
    );
    const id = desk.ask();
    await desk.rest();
    expect(desk.stateOf(id)).toEqual({ kind: 'pending', claim: null });
  });

  it('is left to the grant that has claimed it', async () => {
    const { queue, ask, stateOf, rest } = aDesk({}, [aGrant()]);
    const id = ask();
    expect(await queue.decide(id, once, me)).toEqual({
      kind: 'refused',
      code: 'already-answered',
      message: 'Your grant Bash(npm test *) is answering this request.',
    });
    await rest();
    expect(stateOf(id)).toMatchObject({ by: { kind: 'grant' } });
    expect(await queue.decide(id, once, me)).toMatchObject({
      message: 'This request was already answered by your grant Bash(npm test *): allowed.',
    });
  });

  it('that was answered elsewhere first costs no use', async () => {
    const desk = aDesk(
      {
        pause: async (what) => {
          if (what === 'record decide') desk.queue.answeredInTerminal('r1', 'denied', 'in it');
        },
      },
      [aGrant()],
    );
    desk.ask();
    await desk.rest();
    expect(desk.stateOf('r1')).toMatchObject({ kind: 'answered-elsewhere' });
    expect(desk.queue.snapshot().grants).toEqual([aGrant()]);
  });

  it('is not answered any more by a desk that was closed', async () => {
    const { queue, ask, ports, answers } = aDesk({}, [aGrant()]);
    await queue.close();
    ask();
    await queue.close();
    expect(queue.snapshot().items).toEqual([]);
    expect(answers()).toEqual({ r1: 'none' });
    expect(ports.diary.map(({ kind }) => kind)).not.toContain('grants-kept');
  });
});

describe('a decision in the name of a grant', () => {
  const it1 = { kind: 'grant', id: 'g1', name: 'x', left: 5 } as const;

  it('is taken only where the grant covers the request', async () => {
    const { queue, ask, stateOf } = aDesk({}, [aGrant()]);
    const id = ask({ input: { command: 'make' } });
    const refusal = { code: 'answer-does-not-fit' };
    expect(await queue.decide(id, once, it1)).toMatchObject(refusal);
    expect(await queue.decide(id, once, { ...it1, id: 'none' })).toMatchObject(refusal);
    expect(stateOf(id)).toEqual({ kind: 'pending', claim: null });
  });

  it('is taken where it does, and can only allow, once', async () => {
    let rules = [aRule('ask', 'Bash(npm *)')];
    const { queue, ask, rest, stateOf } = aDesk({ rulesInForce: () => ({ rules, ignored: [] }) }, [
      aGrant(),
    ]);
    const id = ask();
    await rest();
    rules = [];
    const deny: Decision = { behavior: 'deny', always: null, message: null };
    for (const decision of [deny, granting('hour')]) {
      expect(await queue.decide(id, decision, it1)).toMatchObject({ code: 'answer-does-not-fit' });
    }
    expect((await queue.decide(id, once, it1)).kind).toBe('done');
    expect(stateOf(id)).toMatchObject({ by: { kind: 'grant', id: 'g1', left: 4 } });
  });

  it('is refused where nobody waits', async () => {
    const { queue, ask } = aDesk({}, [aGrant()]);
    const id = ask({ input: { command: 'make' } });
    queue.lineClosed(id, 'gone');
    expect(await queue.decide(id, once, it1)).toMatchObject({ code: 'nobody-waits' });
  });
});

describe('the end of a grant', () => {
  it('goes on record', async () => {
    const { queue, ports, rest } = aDesk({}, [
      aGrant(),
      aGrant({ id: 'g2', limit: { kind: 'until', at: 2_000 } }),
      aGrant({ id: 'g3', limit: { kind: 'session', session: 's1' } }),
    ]);
    ports.clock.forward(1_000);
    queue.tick();
    queue.sessionEnded('s1');
    expect(await queue.revokeGrant('g1', me)).toEqual({
      kind: 'done',
      note: 'The grant was revoked.',
    });
    await rest();
    const ended = ports.diary.flatMap((entry) =>
      entry.kind === 'grant-ended' ? [[entry.ending.grant.id, entry.ending.why]] : [],
    );
    expect(ended).toEqual([
      ['g2', 'time-over'],
      ['g3', 'session-ended'],
      ['g1', 'revoked'],
    ]);
    expect(await queue.revokeGrant('g1', me)).toMatchObject({ code: 'unknown-request' });
  });

  it('by a person’s word says where the disk still has it', async () => {
    const { queue } = aDesk({ keeperFails: () => true }, [aGrant()]);
    expect(await queue.revokeGrant('g1', me)).toMatchObject({ code: 'not-recorded' });
    expect(queue.snapshot().grants).toEqual([]);
  });

  it('is not for a closed desk to say', async () => {
    const { queue } = aDesk({}, [aGrant()]);
    await queue.close();
    expect(await queue.revokeGrant('g1', me)).toMatchObject({ code: 'not-the-desk' });
    queue.sessionEnded('s1');
    expect(queue.snapshot().grants).toEqual([aGrant()]);
  });
});
