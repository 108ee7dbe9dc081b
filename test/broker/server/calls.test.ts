import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EndpointOptions } from '../../../src/broker/server/listen.ts';
import { sample } from '../../samples/claude-code.ts';
import { openEndpoint, type Endpoint } from './endpoint.ts';
import {
  bashCall,
  callHeld,
  callOnce,
  decisionIn,
  hintWith,
  judgeWith,
  only,
  verdictOf,
} from './judging.ts';

let endpoint: Endpoint;
afterEach(() => endpoint.close());

async function open(options: Partial<EndpointOptions>): Promise<void> {
  endpoint = await openEndpoint(options);
}

/** The one request that waits. */
const held = () => only(() => endpoint.seen.requests);
/** The one request that the leash denies. */
const barred = () => only(() => endpoint.seen.barred);

const ALLOW = { kind: 'allow', answers: null, sessionRules: [] } as const;
const refusedByDisk = () => Promise.reject(new Error('disk full'));

describe('a call before it runs', () => {
  it('is judged by what it is, where its session was started', async () => {
    const judge = vi.fn(judgeWith('pass'));
    await open({ judge });
    await callOnce(endpoint);
    expect(judge).toHaveBeenCalledWith({
      session: bashCall['session_id'],
      folder: '/home/dev/proj',
      cwd: bashCall['cwd'],
      tool: 'Bash',
      input: bashCall['tool_input'],
      subject: expect.objectContaining({ kind: 'command' }) as unknown,
    });
    expect(endpoint.seen.events).toHaveLength(1);
  });

  it('that is left to Claude Code gets no word', async () => {
    await open({ judge: judgeWith('pass') });
    expect(await callOnce(endpoint)).toBeNull();
    expect(endpoint.seen).toMatchObject({ requests: [], barred: [], letBy: [], log: [] });
  });

  it.each(['plan', 'dontAsk'])('that could go by is left to Claude Code in %s', async (mode) => {
    await open({ judge: judgeWith('allow') });
    expect(await callOnce(endpoint, { ...bashCall, permission_mode: mode })).toBeNull();
    expect(endpoint.seen.letBy).toEqual([]);
  });

  it.each(['allow', 'ask'] as const)(
    'that was judged %s is denied where agents were stopped since',
    async (outcome) => {
      const stop = { by: { kind: 'leash', name: 'the kill switch' }, message: 'Stopped.' } as const;
      await open({ judge: judgeWith(outcome), hint: hintWith('sdk-cli'), stopOf: () => stop });
      const client = await callHeld(endpoint);
      const { line, barring } = await barred();
      expect(barring).toEqual(stop);
      await line.deliver({ kind: 'deny', message: 'Stopped.' });
      expect(decisionIn((await client.answers(1))[0]?.body)).toMatchObject({ word: 'deny' });
      expect(endpoint.seen.letBy).toEqual([]);
    },
  );

  it('that several must sign is held in a session with a prompt, which would need nobody’s', async () => {
    const requires = [{ of: [{ kind: 'any-device' as const }], needs: 'any' as const }];
    await open({ judge: judgeWith('ask', { requires }), hint: hintWith('cli') });
    const client = await callHeld(endpoint);
    const { request, line } = await held();
    expect(request.requires).toEqual(requires);
    await line.deliver(ALLOW);
    expect(decisionIn((await client.answers(1))[0]?.body)).toMatchObject({ word: 'allow' });
  });

  it('that is let by hears so, and then it is put on record, without its input', async () => {
    await open({ judge: judgeWith('allow') });
    expect(await callOnce(endpoint)).toEqual({ word: 'allow', reason: 'It is to allow.' });
    await vi.waitFor(() => expect(endpoint.seen.letBy).toHaveLength(1));
    expect(endpoint.seen.letBy).toEqual([
      {
        kind: 'let-by',
        session: bashCall['session_id'],
        tool: 'Bash',
        tier: 'medium',
        inputSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
        by: 'the mode partial',
      },
    ]);
    expect(endpoint.seen.requests).toEqual([]);
  });

  it('hears that it is let by before the disk has taken it', async () => {
    await open({ judge: judgeWith('allow'), recordLetBy: () => new Promise(() => undefined) });
    expect((await callOnce(endpoint))?.word).toBe('allow');
  });

  it('is asked from when what was let by could not be recorded, until it can', async () => {
    let disk: 'fails' | 'works' = 'fails';
    await open({
      judge: judgeWith('allow'),
      hint: hintWith('cli'),
      recordLetBy: () => (disk === 'fails' ? refusedByDisk() : Promise.resolve()),
    });
    expect((await callOnce(endpoint))?.word).toBe('allow');
    await vi.waitFor(() => expect(endpoint.seen.log).toHaveLength(1));
    expect(await callOnce(endpoint)).toMatchObject({
      word: 'ask',
      reason: expect.stringContaining('can’t be put on record') as unknown,
    });
    disk = 'works';
    expect((await callOnce(endpoint))?.word).toBe('allow');
    expect((await callOnce(endpoint))?.word).toBe('allow');
  });

  it('waits for its own place on record where the disk is far behind', async () => {
    const taken: (() => void)[] = [];
    await open({
      judge: judgeWith('allow'),
      recordLetBy: () => new Promise((resolve) => taken.push(resolve)),
    });
    for (let call = 0; call < 256; call += 1) await callOnce(endpoint);
    const client = await callHeld(endpoint);
    await vi.waitFor(() => expect(taken).toHaveLength(257));
    expect(client.received()).toBe('');
    for (const take of taken) take();
    expect(decisionIn((await client.answers(1))[0]?.body)?.word).toBe('allow');
    client.socket.destroy();
  }, 20_000);

  it.each([
    ['in a terminal', hintWith('cli')],
    ['in an editor', hintWith('claude-vscode')],
    ['where nothing is known of the session', () => Promise.resolve(undefined)],
    ['where it does not say how it was started', hintWith(null)],
  ])('that is to be asked %s is asked there', async (_where, hint) => {
    await open({ judge: judgeWith('ask'), hint });
    expect(await callOnce(endpoint)).toEqual({ word: 'ask', reason: 'It is to ask.' });
    expect(endpoint.seen.requests).toEqual([]);
    expect(endpoint.seen.events).toHaveLength(1);
  });

  it.each([
    ['AskUserQuestion', 'allow'],
    ['AskUserQuestion', 'ask'],
    ['ExitPlanMode', 'allow'],
    ['ExitPlanMode', 'ask'],
  ] as const)('of %s is left to its own dialog, though it is to %s', async (tool, outcome) => {
    await open({ judge: judgeWith(outcome), hint: hintWith('sdk-cli') });
    expect(await callOnce(endpoint, { ...bashCall, tool_name: tool })).toBeNull();
    expect(endpoint.seen).toMatchObject({ requests: [], letBy: [] });
  });

  it('of AskUserQuestion is denied like any other', async () => {
    await open({ judge: judgeWith('deny') });
    const client = await callHeld(endpoint, { ...bashCall, tool_name: 'AskUserQuestion' });
    expect((await barred()).request.tool).toBe('AskUserQuestion');
    client.socket.destroy();
  });

  it.each([
    ['ask', 'throws', () => Promise.reject(new TypeError('touch made.txt'))],
    [
      'ask',
      'throws at once',
      () => {
        throw new TypeError('touch made.txt');
      },
    ],
  ] as const)('is to %s where its judge %s', async (word, _how, judge) => {
    await open({ judge, hint: hintWith('cli') });
    expect((await callOnce(endpoint))?.word).toBe(word);
    expect(endpoint.seen.log).toEqual([
      { level: 'error', message: expect.any(String) as unknown, fields: { error: 'TypeError' } },
    ]);
  });

  it('is denied where its judge throws while agents are stopped', async () => {
    await open({ judge: () => Promise.reject(new Error('x')), fallback: () => 'deny' });
    const client = await callHeld(endpoint);
    expect((await barred()).barring.by).toEqual({ kind: 'leash', name: 'the leash' });
    client.socket.destroy();
  });

  it('is asked where whoever hears of it throws before it was answered', async () => {
    await open({
      judge: judgeWith('deny'),
      fallback: () => 'ask',
      onEvent: () => {
        throw new Error('x');
      },
    });
    expect((await callOnce(endpoint))?.word).toBe('ask');
  });
});

describe('a denial', () => {
  it('is said once it is on record, with who and why', async () => {
    await open({ judge: judgeWith('deny') });
    const client = await callHeld(endpoint);
    const { request, line, barring } = await barred();
    expect(request).toMatchObject({ tool: 'Bash', judgement: { because: 'It is to deny.' } });
    expect(barring.by).toEqual({ kind: 'leash', name: 'the mode partial' });
    expect(barring.message).toBe(
      'Countersign denied this call. It is to deny. (`touch` makes a file)',
    );
    expect(client.received()).toBe('');
    await line.deliver({ kind: 'deny', message: barring.message });
    expect(decisionIn((await client.answers(1))[0]?.body)).toEqual({
      word: 'deny',
      reason: barring.message,
    });
    expect(endpoint.seen.requests).toEqual([]);
    client.socket.destroy();
  });

  it('that could not be put on record before the desk closes is left to the person', async () => {
    await open({ judge: judgeWith('deny') });
    const client = await callHeld(endpoint);
    await barred();
    await endpoint.close();
    expect(decisionIn((await client.answers(1))[0]?.body)?.word).toBe('ask');
  });

  it('of a question of Claude Code’s own is said in its words', async () => {
    await open({ judge: judgeWith('deny') });
    const client = await callHeld(endpoint, sample('PermissionRequest.Bash'));
    const { line } = await barred();
    await line.deliver({ kind: 'deny', message: 'Denied from phone: use yarn' });
    const [answer] = await client.answers(1);
    expect(JSON.parse(answer?.body ?? '')).toEqual(sample('outputs/PermissionRequest.deny'));
    client.socket.destroy();
  });
});

describe('a question of Claude Code’s own', () => {
  it.each([
    ['a headless run has no prompt beside it', 'sdk-cli', false],
    ['a terminal has one', 'cli', true],
    ['a session nothing is known of counts as having one', null, true],
  ] as const)('%s', async (_what, entrypoint, ownPrompt) => {
    const hint = entrypoint === null ? () => Promise.resolve(undefined) : hintWith(entrypoint);
    await open({ judge: judgeWith('ask'), hint });
    const client = await callHeld(endpoint, sample('PermissionRequest.Bash'));
    expect((await held()).request).toMatchObject({ ownPrompt });
    client.socket.destroy();
  });
});

describe('a headless run', () => {
  const options = { judge: judgeWith('ask'), hint: hintWith('sdk-cli') };

  it.each([
    [ALLOW, { word: 'allow', reason: 'Allowed by the user.' }],
    [
      { kind: 'deny', message: 'Use yarn.' },
      { word: 'deny', reason: 'Use yarn.' },
    ],
    [{ kind: 'none' }, { word: 'ask', reason: 'It is to ask. Nobody answered in Countersign.' }],
  ] as const)('waits in the hook and hears %j', async (answer, decision) => {
    await open(options);
    const client = await callHeld(endpoint);
    const { request, line } = await held();
    expect(request).toMatchObject({
      ownPrompt: false,
      tool: 'Bash',
      judgement: { because: 'It is to ask.' },
    });
    expect(endpoint.seen.events).toHaveLength(1);
    expect(client.received()).toBe('');
    expect(await line.deliver(answer)).toBe(true);
    expect(decisionIn((await client.answers(1))[0]?.body)).toEqual(decision);
    client.socket.destroy();
  });

  it('who has to sign and whether always may be offered come along', async () => {
    const requires = [
      { kind: 'at-least', count: 2, signers: [], names: ['Ada', 'Bo'] },
    ] as unknown as ReturnType<typeof verdictOf>['requires'];
    await open({ ...options, judge: judgeWith('ask', { requires, mayAlways: false }) });
    const client = await callHeld(endpoint);
    const { request } = await held();
    expect(request.requires).toEqual(requires);
    expect(request.offers.allow.kind).toBe('none');
    client.socket.destroy();
  });

  it('waits too where what would be let by can’t be recorded', async () => {
    await open({ ...options, judge: judgeWith('allow'), recordLetBy: refusedByDisk });
    await callOnce(endpoint);
    await vi.waitFor(() => expect(endpoint.seen.log).toHaveLength(1));
    const client = await callHeld(endpoint);
    expect((await held()).request.judgement.because).toContain('can’t be put on record');
    client.socket.destroy();
  });

  it('that ends while it is held is said once, and an answer reaches nobody', async () => {
    await open(options);
    const client = await callHeld(endpoint);
    const { request, line } = await held();
    client.socket.destroy();
    await vi.waitFor(() => expect(endpoint.seen.closedLines).toEqual([request.id]));
    expect(await line.deliver(ALLOW)).toBe(false);
  });

  it('that ended while it was judged is not queued', async () => {
    let judged: (() => void) | undefined;
    await open({
      ...options,
      judge: () =>
        new Promise((resolve) => {
          judged = () => resolve(verdictOf('ask'));
        }),
    });
    const client = await callHeld(endpoint);
    await vi.waitFor(() => expect(judged).toBeDefined());
    client.socket.destroy();
    await client.ended;
    await new Promise((resolve) => setTimeout(resolve, 50));
    judged?.();
    await vi.waitFor(() => expect(endpoint.seen.log).toHaveLength(1));
    expect(endpoint.seen.requests).toEqual([]);
  });

  it('that is held hears “ask” when the desk closes, which denies it there', async () => {
    await open(options);
    const client = await callHeld(endpoint);
    await held();
    await endpoint.close();
    expect(decisionIn((await client.answers(1))[0]?.body)?.word).toBe('ask');
  });
});
