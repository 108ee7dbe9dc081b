import { describe, expect, it } from 'vitest';
import {
  requestWords,
  settledWords,
  severalWords,
} from '../../../../src/core/display/notice-words.ts';
import { ANYBODY } from '../../../../src/core/policy/approvers.ts';
import { UNJUDGED } from '../../../../src/core/policy/judgement.ts';
import type { Request } from '../../../../src/core/request/request.ts';
import type { Subject } from '../../../../src/core/subject.ts';
import { answered } from '../../../fakes/away.ts';
import { aPending } from '../../../fakes/desk.ts';
import { aRequest } from '../../../fakes/requests.ts';

const command = (text: string): Subject => ({ kind: 'command', command: text, description: null });
const words = (fields: Partial<Request>) => requestWords(aRequest(fields));

describe('requestWords', () => {
  it('says all of a short command, which can then be allowed there', () => {
    expect(words({})).toEqual({
      title: 'Low risk · Run the project’s tests in proj',
      body: 'npm test',
      approvable: true,
    });
  });

  it.each([
    'a'.repeat(101),
    'echo a\necho b',
    'echo a  b',
    ' echo a',
    'echo a\u202eb',
    'echo \u0430',
    'echo a\tb',
    '',
  ])('lets nobody allow %j there', (text) => {
    const { approvable, body } = words({ subject: command(text) });
    expect(approvable).toBe(false);
    expect(body).toMatch(/\nOpen it to see the whole of it\.$/);
  });

  it('lets nobody allow what has further fields', () => {
    expect(words({ rest: { dangerouslyDisableSandbox: true } }).approvable).toBe(false);
  });

  it('shows what a command hides, in one line', () => {
    expect(words({ subject: command('echo a\u202e\nb') }).body.split('\n')[0]).toBe(
      'echo a⟨U+202E⟩⟨U+000A⟩b',
    );
  });

  it.each<[Subject, string, string, boolean]>([
    [{ kind: 'read', path: '/etc/hosts' }, 'Read /etc/hosts in proj', '/etc/hosts', true],
    [
      { kind: 'fetch', url: 'https://example.com/a', prompt: 'Sum it up' },
      'Fetch from example.com in proj',
      'Fetch from example.com\nOpen it to see the whole of it.',
      false,
    ],
    [
      { kind: 'write', path: '/home/dev/proj/a.ts', content: '' },
      'Write a.ts in proj',
      'Write a.ts\nOpen it to see the whole of it.',
      false,
    ],
    [{ kind: 'plan', plan: 'x' }, 'Approve a plan in proj', 'Open it to read the plan.', false],
    [
      { kind: 'question', questions: [] },
      'Answer some questions in proj',
      'Open it to answer.',
      false,
    ],
  ])('%j', (subject, title, body, approvable) => {
    expect(words({ subject, judgement: UNJUDGED }).title).toBe(title);
    expect(words({ subject })).toMatchObject({ body, approvable });
  });

  it.each([
    ['none', true],
    ['medium', true],
    ['high', false],
    ['critical', false],
  ] as const)('of a request that is %s risk, can allow it there: %s', (tier, approvable) => {
    const { judgement } = aRequest();
    expect(words({ judgement: { ...judgement, tier } })).toMatchObject({
      body: 'npm test',
      approvable,
    });
  });

  it('lets nobody allow there what is not judged, or what others must sign', () => {
    expect(words({ judgement: UNJUDGED })).toMatchObject({
      title: 'Run npm in proj',
      approvable: false,
    });
    expect(words({ requires: [ANYBODY] })).toMatchObject({
      body: 'npm test\nOpen it to see who must sign.',
      approvable: false,
    });
  });

  it('leaves out a folder with a telling name, and says what is a test', () => {
    const title = 'Low risk · Run the project’s tests';
    expect(words({ cwd: '/home/dev/a\u202eb' }).title).toBe(title);
    expect(words({ cwd: '/' }).title).toBe(title);
    expect(words({ purpose: 'test' }).title).toBe(`Test: ${title} in proj`);
  });

  it('cuts a long title, and no character in two', () => {
    const path = `/etc/${'a'.repeat(107)}😀😀`;
    const subject = { kind: 'write', path, content: '' } as const;
    const { title } = words({ subject, judgement: UNJUDGED });
    expect(title).toHaveLength(119);
    expect(title).not.toMatch(/\p{Cs}/u);
  });
});

describe('severalWords', () => {
  it('names the first, and counts the rest', () => {
    const requests = ['a', 'b', 'c', 'd', 'e'].map((id) => aRequest({ id, subject: command(id) }));
    expect(severalWords(requests)).toEqual({
      title: '5 requests wait in proj',
      body: 'a\nb\nc\nand 2 more',
    });
  });

  it('names no folder where there are two', () => {
    const requests = [aRequest(), aRequest({ id: 'b', cwd: '/home/dev/other' })];
    expect(severalWords(requests)).toEqual({
      title: '2 requests wait',
      body: 'npm test\nnpm test',
    });
  });
});

describe('settledWords', () => {
  it('says who answered, and what', () => {
    const item = answered(aPending(), 'allow', 5);
    const settled = { title: 'Allowed by you in shop-api', body: 'npm test' };
    expect(settledWords(item)).toEqual(settled);
    if (item.state.kind !== 'delivered') throw new Error('not answered');
    expect(settledWords({ ...item, state: { ...item.state, kind: 'decided' } })).toEqual(settled);
    expect(settledWords({ ...item, state: { kind: 'expired', at: 1 } }).title).toBe(
      'Expired: the agent stopped waiting',
    );
  });

  it('names all who signed', () => {
    const signature = (person: string | null, name: string) => ({
      by: { kind: 'device', id: name, name } as const,
      signer: { device: name, person, roles: [] },
      at: 1,
    });
    const { request, state } = answered(aPending(), 'allow', 5);
    const signatures = [signature('Ann', 'Phone'), signature(null, 'Tablet')];
    if (state.kind !== 'delivered') throw new Error('not answered');
    expect(settledWords({ request, state: { ...state, signatures } }).title).toBe(
      'Allowed by Ann and Tablet',
    );
    const decision = { behavior: 'deny', always: null, message: null } as const;
    expect(settledWords({ request, state: { ...state, signatures, decision } }).title).toBe(
      'Denied by you in shop-api',
    );
  });

  it('says so where nothing is known of it', () => {
    expect(settledWords(null).title).toBe('Nothing waits here any more');
    expect(settledWords(aPending()).title).toBe('Nothing waits here any more');
  });
});
