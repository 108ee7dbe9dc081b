import { describe, expect, test } from 'vitest';
import { answerAll } from '../../../../src/broker/rules/answer-all.ts';
import type { Approver, Decision } from '../../../../src/core/request/decision.ts';
import { createQueue } from '../../../../src/core/request/queue.ts';
import type { Request } from '../../../../src/core/request/request.ts';
import { fakePorts, type Weather } from '../../../fakes/queue-ports.ts';
import { aRequest } from '../../../fakes/requests.ts';

const me: Approver = { kind: 'window', name: 'proj' };
const allow: Decision = { behavior: 'allow', always: null, answers: null };

function aQueue(ids: readonly string[], weather: Weather = {}) {
  const ports = fakePorts(weather);
  const queue = createQueue(ports);
  for (const id of ids) queue.submit(aRequest({ id }), ports.line(id));
  const requests = (): readonly Request[] =>
    queue
      .snapshot()
      .items.filter(({ state }) => state.kind === 'pending' && state.claim === null)
      .map(({ request }) => request);
  const answered = (): readonly string[] =>
    ports.diary.flatMap((entry) =>
      entry.kind === 'answered' ? [`${entry.answer.kind} ${entry.id}`] : [],
    );
  return {
    queue,
    requests,
    answered,
    all: { queue, by: me, behavior: 'allow' as const, requests },
  };
}

const yes = (): Promise<boolean> => Promise.resolve(true);

describe('requests that are answered together', () => {
  test('are answered one after the other, in their order', async () => {
    const { all, answered } = aQueue(['a', 'b', 'c']);
    expect(await answerAll({ ...all, isSettled: yes })).toEqual({
      outcome: { kind: 'done', note: '3 more allowed.' },
      failed: false,
    });
    expect(answered()).toEqual(['allow a', 'allow b', 'allow c']);
  });

  test('are denied where that is what the rule says', async () => {
    const { all, answered } = aQueue(['a']);
    const { outcome } = await answerAll({ ...all, behavior: 'deny', isSettled: yes });
    expect(outcome).toEqual({ kind: 'done', note: '1 more denied.' });
    expect(answered()).toEqual(['deny a']);
  });

  test('pass over one that somebody answers meanwhile', async () => {
    const { all, queue, answered } = aQueue(['a', 'b', 'c']);
    const elsewhere = async ({ id }: Request): Promise<boolean> => {
      if (id === 'a') await queue.decide('b', allow, { kind: 'window', name: 'other' });
      if (id === 'c') await queue.decide('c', allow, { kind: 'window', name: 'other' });
      return true;
    };
    const { outcome } = await answerAll({ ...all, isSettled: elsewhere });
    expect(outcome).toEqual({ kind: 'done', note: '1 more allowed.' });
    expect([...answered()].sort()).toEqual(['allow a', 'allow b', 'allow c']);
  });

  test('leave one that the rule no longer settles, and say so', async () => {
    const { all, requests } = aQueue(['a', 'b', 'c']);
    const onlyB = ({ id }: Request): Promise<boolean> => Promise.resolve(id === 'b');
    const { outcome, failed } = await answerAll({ ...all, isSettled: onlyB });
    expect(outcome).toMatchObject({ kind: 'refused', code: 'answer-does-not-fit' });
    expect(outcome.kind === 'refused' && outcome.message).toContain('1 more allowed. 2 still wait');
    expect(failed).toBe(false);
    expect(requests().map(({ id }) => id)).toEqual(['a', 'c']);
  });

  test('stop where one can’t be put on record, and can be tried again', async () => {
    let isFull = false;
    const { all, requests } = aQueue(['a', 'b', 'c'], { recorderFails: () => isFull });
    const untilB = ({ id }: Request): Promise<boolean> => {
      isFull = id === 'b';
      return Promise.resolve(true);
    };
    const { outcome, failed } = await answerAll({ ...all, isSettled: untilB });
    expect(outcome).toMatchObject({ kind: 'refused', code: 'not-recorded' });
    expect(failed).toBe(true);
    expect(requests().map(({ id }) => id)).toEqual(['b', 'c']);
  });

  test('may be none any more', async () => {
    const { all } = aQueue([]);
    const { outcome } = await answerAll({ ...all, isSettled: yes });
    expect(outcome).toEqual({ kind: 'done', note: 'Nothing was left to release.' });
  });
});
