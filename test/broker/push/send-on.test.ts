import { afterEach, beforeEach, expect, test } from 'vitest';
import { sendOn, type SentOn } from '../../../src/broker/push/send-on.ts';
import { until } from '../../rigs/claude/wait.ts';
import { aPush, openSending, type Sending } from './sending.ts';

let sending: Sending;
beforeEach(async () => {
  sending = await openSending();
});
afterEach(async () => {
  await sending.close();
});

/** Refuses the first so many pushes. */
function refuse(times: number, status: number, headers: Readonly<Record<string, string>> = {}) {
  let left = times;
  sending.intake.setFault(() => (left-- > 0 ? { kind: 'refuse', status, headers } : null));
}
function start(life = 60_000, dropped = new AbortController().signal): Promise<SentOn> {
  const push = aPush(sending, sending.handset());
  const ports = { ...sending.ports, pause: sending.time.pause };
  return sendOn(ports, { ...push, endsAt: sending.time.clock.now() + life }, dropped);
}
/** The pause before the next try, once it has begun. */
const nextPause = () => until('a pause', () => sending.time.pauses()[0]);

test('a busy service is asked again when it says, and the life of the push shrinks meanwhile', async () => {
  refuse(1, 429, { 'retry-after': '7' });
  const sent = start();
  expect(await nextPause()).toBe(7_000);
  sending.time.forward(7_000);
  expect(await sent).toEqual({ outcome: { kind: 'accepted' }, mayArrive: true });
  expect(sending.intake.attempts().map(({ headers }) => headers['ttl'])).toEqual(['60', '53']);
});

test('it is not asked again once nobody needs the push', async () => {
  refuse(1, 429, { 'retry-after': '60' });
  expect(await start(60_000)).toMatchObject({ outcome: { kind: 'later' }, mayArrive: false });
  expect(sending.intake.attempts()).toHaveLength(1);
});

test('it is asked ever less often, and not for ever', async () => {
  refuse(100, 503);
  const sent = start(3_600_000);
  const pauses: number[] = [];
  for (let tries = 1; tries < 8; tries += 1) {
    const pause = await nextPause();
    pauses.push(pause);
    sending.time.forward(pause);
  }
  expect(await sent).toMatchObject({ outcome: { kind: 'later' }, mayArrive: false });
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000]);
  expect(sending.intake.attempts()).toHaveLength(8);
});

test('what is not wanted any more is not sent again', async () => {
  refuse(1, 503);
  const dropped = new AbortController();
  const sent = start(60_000, dropped.signal);
  await nextPause();
  dropped.abort();
  expect(await sent).toMatchObject({ outcome: { kind: 'later' } });
  expect(sending.intake.attempts()).toHaveLength(1);
});

test.each([410, 403, 413, 400])('there is no use in asking again after %i', async (status) => {
  refuse(1, status);
  await start();
  expect(sending.intake.attempts()).toHaveLength(1);
});
