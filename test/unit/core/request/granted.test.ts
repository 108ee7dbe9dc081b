import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../src/core/request/decision.ts';
import type { Request } from '../../../../src/core/request/request.ts';
import { aGrant, aRule } from '../../../fakes/grants.ts';
import type { Weather } from '../../../fakes/queue-ports.ts';
import { aDesk, granting, me, once } from './grant-desk.ts';

describe('a request that a grant covers', () => {
  it('waits for nobody at any moment, and says what answered it', async () => {
    const { queue, ask, stateOf, rest, order } = aDesk({}, [aGrant()]);
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
    expect(order()).toEqual(['receive', 'grants-kept', 'decide', 'answered', 'deliver']);
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
        pause: (what) => {
          if (what === 'read the rules') void desk.queue.revokeGrant('g1', me);
          return Promise.resolve();
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
        pause: (what) => {
          if (what === 'record decide') desk.queue.answeredInTerminal('r1', 'denied', 'in it');
          return Promise.resolve();
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
