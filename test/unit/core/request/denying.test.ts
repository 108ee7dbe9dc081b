import { describe, expect, it } from 'vitest';
import { createQueue } from '../../../../src/core/request/queue.ts';
import { needsNobody } from '../../../../src/core/request/state.ts';
import type { Decision } from '../../../../src/core/request/decision.ts';
import { aGrant, aRule } from '../../../fakes/grants.ts';
import { fakePorts, type Weather } from '../../../fakes/queue-ports.ts';
import { aRequest } from '../../../fakes/requests.ts';
import { aDesk } from './grant-desk.ts';
import { annsPhone, desk, twoOfThree, yes } from './signing-desk.ts';

/** A record that takes its time. */
const slowRecord: Weather = {
  pause: (what) =>
    what === 'record decide' ? new Promise((resolve) => setTimeout(resolve)) : Promise.resolve(),
};

const barring = { by: 'the mode partial', message: 'Never here.' };
const leash = { kind: 'leash', name: 'the mode partial' } as const;

describe('what the leash denies', () => {
  function barred(weather: Weather = {}) {
    const ports = fakePorts(weather);
    const queue = createQueue(ports, [], [aGrant()]);
    const shown: unknown[] = [];
    queue.onChange(() => {
      shown.push(
        ...queue
          .snapshot()
          .items.filter(({ state }) => state.kind === 'pending' && !needsNobody(state)),
      );
    });
    const bar = () => queue.bar(aRequest(), ports.line('r1'), barring);
    return { ports, queue, shown, bar, rest: () => new Promise((resolve) => setTimeout(resolve)) };
  }

  it('waits for nobody at any moment, is on record first, and stands in the history', async () => {
    const { ports, queue, shown, bar } = barred(slowRecord);
    bar();
    await queue.close();
    expect(shown).toEqual([]);
    const order = ports.diary.map((one) => (one.kind === 'recorded' ? one.event.kind : one.kind));
    expect(order).toEqual(['receive', 'decide', 'answered', 'deliver']);
    expect(ports.diary).toContainEqual({
      kind: 'answered',
      id: 'r1',
      answer: { kind: 'deny', message: 'Never here.' },
    });
    const decision = { behavior: 'deny', always: null, message: 'Never here.' };
    expect(queue.snapshot().items[0]?.state).toMatchObject({
      kind: 'delivered',
      by: leash,
      decision,
    });
  });

  it('is denied even where that can’t be put on record, and that is logged', async () => {
    const { ports, bar, rest, shown, queue } = barred({ recorderFails: () => true });
    bar();
    await rest();
    expect(ports.diary).toMatchObject([{ kind: 'answered', answer: { kind: 'deny' } }]);
    expect(ports.log.lines).toContain('error: A decision could not be put on record');
    expect(shown).toEqual([]);
    expect(queue.snapshot().items[0]?.state).toMatchObject({ kind: 'delivered' });
  });

  it('is denied by a desk that was closed, too', async () => {
    const { ports, queue, bar } = barred();
    await queue.close();
    bar();
    await queue.close();
    expect(ports.diary).toMatchObject([{ kind: 'answered', answer: { kind: 'deny' } }]);
  });

  it('is never allowed in its name, and for always neither', async () => {
    const { ask, queue } = aDesk();
    const id = ask();
    const always = { destination: 'project', rules: ['Bash(npm test)'] } as const;
    const deny: Decision = { behavior: 'deny', always, message: null };
    for (const decision of [yes, deny]) {
      expect(await queue.decide(id, decision, leash)).toMatchObject({
        code: 'answer-does-not-fit',
      });
    }
    expect((await queue.decide(id, { ...deny, always: null }, leash)).kind).toBe('done');
  });
});

describe('denying all that waits', () => {
  it('denies what is meant, on record first, and nothing else', async () => {
    const { ports, queue, ask, answers, stateOf } = aDesk(slowRecord);
    ask({ session: 's1', requires: [twoOfThree] });
    ask({ session: 's2' });
    await queue.denyOpen(({ session }) => session === 's1', 'Stopped.', annsPhone);
    expect(answers()).toEqual({ r1: 'deny' });
    expect(stateOf('r1')).toMatchObject({ by: annsPhone, decision: { message: 'Stopped.' } });
    expect(stateOf('r2')).toEqual({ kind: 'pending', claim: null });
    const order = ports.diary.map((one) => (one.kind === 'recorded' ? one.event.kind : one.kind));
    expect(order.indexOf('decide')).toBeLessThan(order.indexOf('answered'));
  });

  it('denies even where that can’t be put on record', async () => {
    const { queue, ask, answers } = aDesk({ recorderFails: () => true });
    ask();
    await queue.denyOpen(() => true, 'Stopped.', desk);
    expect(answers()).toEqual({ r1: 'deny' });
  });

  it('leaves an answer that is being recorded to itself, and tells nobody twice', async () => {
    const { queue, ask, answers, stateOf } = aDesk();
    const id = ask();
    const answering = queue.decide(id, yes, desk);
    await queue.denyOpen(() => true, 'Stopped.', annsPhone);
    expect((await answering).kind).toBe('done');
    expect(answers()).toEqual({ r1: 'allow' });
    expect(stateOf(id)).toMatchObject({ by: desk });
  });

  it('denies what such an answer lets go of', async () => {
    let asked = false;
    const { queue, ask, answers, stateOf } = aDesk(
      { rulesInForce: () => ({ rules: asked ? [aRule('ask', 'Bash(npm *)')] : [], ignored: [] }) },
      [aGrant()],
    );
    asked = true;
    const id = ask();
    expect(stateOf(id)).toMatchObject({ claim: { kind: 'grant' } });
    await queue.denyOpen(() => true, 'Stopped.', desk);
    expect(answers()).toEqual({ [id]: 'deny' });
  });

  it('is nothing to a desk that was closed', async () => {
    const { queue, ask, answers } = aDesk();
    ask();
    await queue.close();
    await queue.denyOpen(() => true, 'Stopped.', desk);
    expect(answers()).toEqual({ r1: 'none' });
  });
});
