import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../../src/broker/store/sha256.ts';
import { entryOf, entryOfEnd } from '../../../../src/core/audit/entry.ts';
import type { Decision } from '../../../../src/core/request/decision.ts';
import type { RecordedEvent } from '../../../../src/core/request/ports.ts';
import { aGrant } from '../../../fakes/grants.ts';
import { aRequest } from '../../../fakes/requests.ts';

const by = { kind: 'window', name: 'proj' } as const;
const saved = {
  file: '/home/dev/proj/.claude/settings.json',
  behavior: 'allow',
  rules: ['Bash(npm test)'],
  undone: false,
} as const;
const rule = { file: saved.file, behavior: saved.behavior, rules: saved.rules };
const entry = (event: RecordedEvent, fields = {}) => entryOf(sha256, aRequest(fields), event);
const decide = (decision: Decision): RecordedEvent => ({
  kind: 'decide',
  by,
  decision,
  saved: decision.always && saved,
  grant: null,
  signatures: [],
  at: 1,
});

describe('what goes on record', () => {
  test('of a request that arrived: who asked for what, the input as a digest alone', () => {
    const recorded = entry({ kind: 'receive' }, { input: { secret: 'hunter2', a: 1 } });
    expect(recorded).toEqual({
      kind: 'received',
      request: 'r1',
      agent: 'claude-code',
      session: 's1',
      subagent: null,
      folder: '/home/dev/proj',
      tool: 'Bash',
      purpose: 'work',
      inputSha256: sha256.sha256('{"a":1,"secret":"hunter2"}'),
    });
    expect(JSON.stringify(recorded)).not.toContain('hunter2');
    expect(entry({ kind: 'receive' }, { subagent: { id: 'a7', type: null } })).toMatchObject({
      subagent: 'a7',
    });
  });

  test('of a decision: who, what, the rule written; words and answers as digests alone', () => {
    const always = { destination: 'project', rules: ['Bash(npm test)'] } as const;
    expect(entry(decide({ behavior: 'allow', always, answers: { 'Which?': 'left' } }))).toEqual({
      kind: 'decided',
      request: 'r1',
      by,
      signatures: [],
      behavior: 'allow',
      rule,
      grant: null,
      messageSha256: null,
      answersSha256: sha256.sha256('{"Which?":"left"}'),
    });
    expect(entry(decide({ behavior: 'deny', always: null, message: 'use yarn' }))).toEqual({
      kind: 'decided',
      request: 'r1',
      by,
      signatures: [],
      behavior: 'deny',
      rule: null,
      grant: null,
      messageSha256: sha256.sha256('use yarn'),
      answersSha256: null,
    });
  });

  test('of a signature: whose it is; and of what several signed: all of theirs', () => {
    const phone = { kind: 'device', id: 'd1', name: 'Phone' } as const;
    const signer = { device: 'd1', person: 'Ann', roles: ['lead'] };
    const signature = { by: phone, signer, at: 1 };
    const missing = [{ names: ['Bob'], count: 1 }];
    const mark = { by: phone, person: 'Ann' };
    expect(entry({ kind: 'sign', by: phone, signature, missing })).toEqual({
      kind: 'signed',
      request: 'r1',
      ...mark,
    });
    const last = { by, signer: { device: null, person: null, roles: [] }, at: 2 };
    const signed = decide({ behavior: 'allow', always: null, answers: null });
    expect(entry({ ...signed, signatures: [signature, last] } as RecordedEvent)).toMatchObject({
      kind: 'decided',
      by,
      signatures: [mark, { by, person: null }],
    });
  });

  test('of a grant: its id, rules and limit where it is given, its id where it answers', () => {
    const grant = aGrant({ limit: { kind: 'until', at: 9 } });
    const always = { term: 'hour', rules: grant.rules } as const;
    const giving: RecordedEvent = {
      kind: 'decide',
      by,
      decision: { behavior: 'allow', always, answers: null },
      saved: null,
      grant,
      signatures: [],
      at: 1,
    };
    expect(entry(giving)).toMatchObject({
      kind: 'decided',
      by,
      rule: null,
      grant: {
        id: 'g1',
        rules: ['Bash(npm test *)'],
        folder: '/home/dev/proj',
        limit: { kind: 'until', at: 9 },
      },
    });
    const answering: RecordedEvent = {
      ...giving,
      by: { kind: 'grant', id: 'g1', name: 'Bash(npm test *)', left: null },
      decision: { behavior: 'allow', always: null, answers: null },
      grant: null,
    };
    expect(entry(answering)).toMatchObject({
      kind: 'decided',
      by: { kind: 'grant', id: 'g1', name: 'Bash(npm test *)' },
      grant: null,
    });
  });

  test('of the end of a grant: which, why, by whom, and how often it was used', () => {
    const ending = { grant: aGrant({ used: 3 }), why: 'revoked', by: 'proj' } as const;
    expect(entryOfEnd(ending)).toEqual({
      kind: 'grant-ended',
      grant: 'g1',
      why: 'revoked',
      by: 'proj',
      used: 3,
    });
  });

  test.each<[RecordedEvent, object]>([
    [{ kind: 'deliver', at: 1 }, { kind: 'delivered' }],
    [{ kind: 'orphan', why: 'answer-undelivered', at: 1 }, { kind: 'undelivered' }],
    [
      { kind: 'orphan', why: 'agent-gone', at: 1 },
      { kind: 'orphaned', why: 'agent-gone' },
    ],
    [
      { kind: 'answer-elsewhere', outcome: 'denied', how: 'Esc in the terminal', at: 1 },
      { kind: 'answered-elsewhere', outcome: 'denied', how: 'Esc in the terminal' },
    ],
    [{ kind: 'expire', at: 1 }, { kind: 'expired' }],
    [
      { kind: 'release', why: 'nobody-attentive', at: 1 },
      { kind: 'released', why: 'nobody-attentive' },
    ],
    [
      { kind: 'save-rule', saved },
      { kind: 'rule-saved', rule },
    ],
    [
      { kind: 'save-rule', saved: { ...saved, undone: true } },
      { kind: 'rule-undone', rule },
    ],
  ])('of %j', (event, recorded) => {
    expect(entry(event)).toEqual({ ...recorded, request: 'r1' });
  });

  test.each<RecordedEvent>([{ kind: 'claim', by }, { kind: 'unclaim' }, { kind: 'dismiss' }])(
    'is nothing of %j',
    (event) => {
      expect(entry(event)).toBeNull();
    },
  );
});
