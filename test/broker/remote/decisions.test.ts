import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sendDecision, signDecision, sync, type RemoteDevice } from '../../fakes/remote-client.ts';
import { expectPending } from './raw.ts';
import { OLD_ADDRESS, openWorld, TOOL_INPUT, type World } from './remote-world.ts';

const allow = { behavior: 'allow', always: null, answers: null } as const;

let world: World;
let phone: RemoteDevice;
beforeEach(async () => {
  world = await openWorld();
  phone = await world.device();
});
afterEach(async () => {
  expect(world.log.lines.join('\n')).not.toContain(TOOL_INPUT);
  await world.end();
});

describe('a decision', () => {
  /** What becomes of a decision of which parts are bent. */
  async function bent(
    twist: Parameters<typeof signDecision>[4],
    change: Partial<Awaited<ReturnType<typeof signDecision>>> = {},
  ): Promise<unknown> {
    const request = world.ask();
    const nonce = (await sync(phone)).rows.at(-1)?.nonce ?? '';
    const body = await signDecision(phone, request, allow, nonce, twist);
    return sendDecision(phone, { ...body, ...change });
  }

  it.each([
    ['of another content than is asked', 'request-changed', { shownSha256: 'a'.repeat(64) }],
    ['with another nonce', 'nonce-used', { nonce: 'x'.repeat(22) }],
    ['that ended', 'decision-expired', { expiresAt: 1 }],
    ['that would count for a day', 'decision-expired', { expiresAt: Date.now() + 86_400_000 }],
    ['for another computer', 'bad-signature', { server: 'A'.repeat(22) }],
    ['of another device', 'bad-signature', { device: 'A'.repeat(22) }],
    ['of another request', 'bad-signature', { request: 'r9' }],
    ['on another page', 'bad-signature', { origin: OLD_ADDRESS }],
    ['other than the one that is sent', 'bad-signature', { decisionSha256: 'a'.repeat(64) }],
  ])('%s is refused', async (_name, code, twist) => {
    expect(await bent(twist)).toMatchObject({ kind: 'refused', code });
    expectPending(world);
  });

  it('whose sender made an allow of a deny is refused', async () => {
    const deny = { behavior: 'deny', always: null, message: null } as const;
    const request = world.ask();
    const nonce = (await sync(phone)).rows[0]?.nonce ?? '';
    const body = await signDecision(phone, request, deny, nonce);
    expect(await sendDecision(phone, { ...body, decision: allow })).toMatchObject({
      code: 'bad-signature',
    });
    expectPending(world);
  });

  it('with the nonce of another device, or for another request, is refused', async () => {
    const other = await world.device('other');
    const [first, second] = [world.ask(), world.ask()];
    const [its, mine] = [await sync(other), await sync(phone)];
    const stolen = await signDecision(phone, first, allow, its.rows[0]?.nonce ?? '');
    expect(await sendDecision(phone, stolen)).toMatchObject({ code: 'nonce-used' });
    const moved = await signDecision(phone, second, allow, mine.rows[0]?.nonce ?? '');
    expect(await sendDecision(phone, moved)).toMatchObject({ code: 'nonce-used' });
    expectPending(world);
  });

  it('made before the desk gave a nonce is refused', async () => {
    const request = world.ask();
    const body = await signDecision(phone, request, allow, 'x'.repeat(22));
    expect(await sendDecision(phone, body)).toMatchObject({ code: 'nonce-used' });
    expectPending(world);
  });

  it('that comes second is told who was first, and changes nothing', async () => {
    const request = world.ask();
    const other = await world.device('tablet');
    const [its, mine] = [await sync(other), await sync(phone)];
    const deny = { behavior: 'deny', always: null, message: null } as const;
    const bodies = [
      await signDecision(other, request, deny, its.rows[0]?.nonce ?? ''),
      await signDecision(phone, request, allow, mine.rows[0]?.nonce ?? ''),
      // The same device again, with another mind.
      await signDecision(other, request, allow, its.rows[0]?.nonce ?? ''),
    ] as const;
    expect(await sendDecision(other, bodies[0])).toMatchObject({ kind: 'done' });
    for (const [device, body] of [
      [phone, bodies[1]],
      [other, bodies[2]],
    ] as const) {
      const outcome = await sendDecision(device, body);
      expect(outcome).toMatchObject({ code: 'already-answered' });
      expect(JSON.stringify(outcome)).toContain('already answered on tablet: denied');
    }
    expect(world.diary.filter(({ kind }) => kind === 'answered')).toHaveLength(1);
  });

  it('of two at the same moment counts once', async () => {
    const request = world.ask();
    const other = await world.device('tablet');
    const bodies = [];
    for (const device of [phone, other]) {
      const nonce = (await sync(device)).rows[0]?.nonce ?? '';
      bodies.push([device, await signDecision(device, request, allow, nonce)] as const);
    }
    const outcomes = await Promise.all(bodies.map(([device, body]) => sendDecision(device, body)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['done', 'refused']);
    expect(world.diary.filter(({ kind }) => kind === 'answered')).toHaveLength(1);
  });

  it('about what is not there is refused', async () => {
    const request = world.ask();
    const body = await signDecision(phone, { ...request, id: 'r9' }, allow, 'x'.repeat(22));
    expect(await sendDecision(phone, body)).toMatchObject({ code: 'unknown-request' });
  });
});
