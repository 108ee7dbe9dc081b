import { afterEach, beforeEach, expect, test } from 'vitest';
import { AT_THE_DESK, AWAY } from '../../fakes/away.ts';
import { until } from '../../rigs/claude/wait.ts';
import { openPushing, type Pushing } from './pushing.ts';

let pushing: Pushing;
beforeEach(async () => {
  pushing = await openPushing();
});
afterEach(async () => {
  await pushing.close();
});

/** Another one in the place of the usual. */
async function reopen(confirms: boolean): Promise<void> {
  await pushing.close();
  pushing = await openPushing(confirms);
}
const problem = () => until('a problem', () => pushing.trace.problem ?? undefined);
const refuse = (status: number) =>
  pushing.sending.intake.setFault(() => ({ kind: 'refuse', status }));

test('a request comes to the phone whole, and goes once it is answered', async () => {
  pushing.ask('r1');
  const asked = await pushing.gets(1);
  expect(asked).toMatchObject({
    ...{
      kind: 'request',
      id: 'r1',
      title: 'Low risk · Run the project’s tests in proj',
      body: 'npm test',
    },
    ...{ approvable: true, nonce: 'nonce-phone-1-r1', push: 'push-1' },
    ...{ server: 'desk-1', address: 'https://now.example' },
    request: pushing.items[0]?.request,
  });
  expect(asked.tag).toMatch(/^[\w-]{32}$/);
  expect(pushing.sending.intake.attempts()[0]?.headers).toMatchObject({
    ttl: '3600',
    topic: asked.tag,
  });
  pushing.answer('r1');
  const settled = await pushing.gets(2);
  expect(settled).toMatchObject({
    ...{ kind: 'settled', title: 'Allowed by you in shop-api', body: 'npm test', tag: asked.tag },
  });
  pushing.pusher.update();
  await pushing.pusher.close();
  expect(pushing.got()).toHaveLength(2);
});

test('nothing goes out while the person is at the desk, or no address leads here', async () => {
  pushing.away = AT_THE_DESK;
  pushing.ask('r1');
  pushing.away = AWAY;
  pushing.address = null;
  pushing.ask('r2');
  await pushing.pusher.close();
  expect(pushing.sending.intake.attempts()).toEqual([]);
});

test('what was told is taken back also when the person came back meanwhile', async () => {
  pushing.ask('r1');
  await pushing.gets(1);
  pushing.away = AT_THE_DESK;
  pushing.ask('r2', 'other');
  pushing.answer('r1');
  await pushing.gets(2);
  expect(pushing.got()).toEqual(['request r1', 'settled Allowed by you in shop-api']);
});

test('what comes while a push is under way goes with the next one', async () => {
  for (const id of ['a', 'b', 'c', 'd']) pushing.ask(id);
  await pushing.gets(2);
  expect(pushing.got()).toEqual(['request a', 'several 4 requests wait in proj']);
  pushing.ask('e');
  expect(await until('a look later', () => pushing.sending.time.pauses()[0])).toBeGreaterThan(0);
  pushing.sending.time.forward(10_000);
  await pushing.gets(3);
  expect(pushing.got()[2]).toBe('several 5 requests wait in proj');
});

test('what is answered while it waits for a busy service is not sent any more', async () => {
  refuse(503);
  pushing.ask('r1');
  await until('the pause before another try', () => pushing.sending.time.pauses()[0]);
  pushing.answer('r1');
  pushing.sending.intake.setFault(null);
  pushing.sending.time.forward(60_000);
  pushing.ask('r2', 'other');
  await pushing.gets(1);
  expect(pushing.got()).toEqual(['request r2']);
  expect(pushing.sending.intake.attempts()).toHaveLength(2);
});

test('a phone that gets a push and confirms it is noted', async () => {
  pushing.ask('r1');
  await pushing.gets(1);
  expect(pushing.trace.confirmedAt).toBe(pushing.sending.time.clock.now());
  expect(pushing.pusher.confirm('phone-1', 'push-9')).toBe(false);
  expect(pushing.pusher.confirm('phone-2', 'push-1')).toBe(false);
});

test('a phone that does not confirm within ten seconds is told of, until it does', async () => {
  await reopen(false);
  pushing.ask('r1');
  const { push } = await pushing.gets(1);
  await until('waiting for it', () => pushing.sending.time.pauses()[0]);
  pushing.sending.time.forward(9_999);
  await Promise.resolve();
  expect(pushing.trace.problem).toBeNull();
  pushing.sending.time.forward(1);
  expect(await problem()).toMatch(/did not confirm/);
  expect(pushing.pusher.confirm('phone-1', push)).toBe(true);
  expect(pushing.trace).toMatchObject({ problem: null });
  expect(pushing.trace.confirmedAt).not.toBeNull();
});

test('a push that a newer one replaced is not waited for', async () => {
  await reopen(false);
  pushing.ask('r1');
  await pushing.gets(1);
  await until('waiting for it', () => pushing.sending.time.pauses()[0]);
  pushing.sending.time.forward(6_000);
  pushing.answer('r1');
  const { push } = await pushing.gets(2);
  await until('waiting for the newer one', () =>
    pushing.sending.time.pauses()[0] === 10_000 ? true : undefined,
  );
  pushing.sending.time.forward(6_000);
  pushing.pusher.confirm('phone-1', push);
  expect(pushing.trace.problem).toBeNull();
});

test.each([
  [410, /no longer receives/],
  [404, /no longer receives/],
  [403, /does not take pushes of this computer/],
])('after %i nothing is sent there any more, and the person is told', async (status, words) => {
  refuse(status);
  pushing.ask('r1');
  expect(await problem()).toMatch(words);
  expect(pushing.trace.subscription).toBeNull();
  pushing.ask('r2', 'other');
  pushing.sending.time.forward(120_000);
  expect(pushing.sending.intake.attempts()).toHaveLength(1);

  // Its page was opened: all that waits comes at once.
  pushing.sending.intake.setFault(null);
  pushing.trace.subscription = pushing.phone.subscription;
  pushing.pusher.update();
  await pushing.gets(2);
  expect([...pushing.got()].sort()).toEqual(['request r1', 'request r2']);
});

test('a push that is refused rests, and is tried again later', async () => {
  refuse(413);
  pushing.ask('r1');
  expect(await problem()).toMatch(/refused a push/);
  await until('a rest', () => pushing.sending.time.pauses()[0]);
  for (let times = 0; times < 5; times += 1) pushing.pusher.update();
  expect(pushing.sending.intake.attempts()).toHaveLength(1);
  pushing.sending.intake.setFault(null);
  pushing.sending.time.forward(60_000);
  await pushing.gets(1);
});

test('a push that can’t be made rests too, and stops nothing else', async () => {
  pushing.address = `https://${'x'.repeat(4_000)}`;
  pushing.ask('r1');
  expect(await problem()).toMatch(/could not be made/);
  pushing.address = 'https://now.example';
  pushing.ask('r2', 'other');
  await pushing.gets(1);
  expect(pushing.got()).toEqual(['request r2']);
});

test('sessions that were denied again and again are named', () => {
  expect([...pushing.pusher.paused()]).toEqual([]);
  for (const id of ['a', 'b', 'c']) {
    pushing.ask(id);
    pushing.items = pushing.items.map((item) =>
      item.request.id === id
        ? { ...item, state: { kind: 'answered-elsewhere', outcome: 'denied', how: '', at: 1 } }
        : item,
    );
  }
  pushing.pusher.update();
  expect([...pushing.pusher.paused()]).toEqual(['s']);
});

test('a test proves a phone', async () => {
  expect(await pushing.pusher.test('phone-1')).toEqual({
    kind: 'done',
    note: 'Pixel showed the test.',
  });
  expect(pushing.got()).toEqual(['test Notifications arrive here']);
  expect(await pushing.pusher.test('phone-2')).toMatchObject({ code: 'unknown-request' });
});

test('a test says why it failed', async () => {
  await reopen(false);
  const unconfirmed = pushing.pusher.test('phone-1');
  await pushing.gets(1);
  await until('waiting for it', () => pushing.sending.time.pauses()[0]);
  pushing.sending.time.forward(10_000);
  const failed = { kind: 'refused', code: 'test-failed' };
  expect(await unconfirmed).toMatchObject({
    ...failed,
    message: expect.stringContaining('did not confirm') as string,
  });
  refuse(503);
  expect(await pushing.pusher.test('phone-1')).toMatchObject(failed);
  refuse(410);
  expect(await pushing.pusher.test('phone-1')).toMatchObject(failed);
  expect(await pushing.pusher.test('phone-1')).toMatchObject({
    message: expect.stringContaining('receives no pushes') as string,
  });
  pushing.address = null;
  expect(await pushing.pusher.test('phone-1')).toMatchObject({
    message: expect.stringContaining('No address') as string,
  });
});
