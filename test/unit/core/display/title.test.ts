import { describe, expect, it } from 'vitest';
import { describeState } from '../../../../src/core/display/describe.ts';
import { requestTitle } from '../../../../src/core/display/title.ts';
import type { GrantTerm } from '../../../../src/core/grants/grant.ts';
import type { Decision } from '../../../../src/core/request/decision.ts';
import type { RequestState } from '../../../../src/core/request/state.ts';
import type { Question, Subject } from '../../../../src/core/subject.ts';

const edit = (path: string): Subject => ({
  kind: 'edit',
  path,
  before: '',
  after: '',
  everywhere: false,
});
const command = (text: string): Subject => ({ kind: 'command', command: text, description: null });
const question: Question = { question: 'q', header: null, options: [], multiSelect: false };

describe('requestTitle', () => {
  it.each<[Subject, string]>([
    [command('npm run test'), 'Run npm'],
    [command('./scripts/run.sh --a b'), 'Run ./scripts/run.sh'],
    [command('npm test && rm -rf /'), 'Run a command'],
    [command('FOO=1 npm test'), 'Run a command'],
    [edit('/home/dev/proj/src/a.ts'), 'Edit src/a.ts'],
    [edit('/home/dev/proj-two/a.ts'), 'Edit /home/dev/proj-two/a.ts'],
    [edit('/home/dev/proj/../x'), 'Edit /home/dev/proj/../x'],
    [edit('/home/dev/proj/a\n\u202eb'), 'Edit a⟨U+000A⟩⟨U+202E⟩b'],
    [{ kind: 'write', path: '/home/dev/proj/new.txt', content: '' }, 'Write new.txt'],
    [{ kind: 'read', path: '/etc/hosts' }, 'Read /etc/hosts'],
    [{ kind: 'fetch', url: 'https://Example.com:8080/a', prompt: null }, 'Fetch from example.com'],
    [{ kind: 'fetch', url: 'https://a@b.example/', prompt: null }, 'Fetch from the web'],
    [{ kind: 'mcp', server: 'mocksrv', tool: 'write_thing' }, 'Use write_thing of mocksrv'],
    [{ kind: 'question', questions: [question] }, 'Answer a question'],
    [{ kind: 'question', questions: [question, question] }, 'Answer some questions'],
    [{ kind: 'plan', plan: 'x' }, 'Approve a plan'],
    [{ kind: 'other' }, 'Use SomethingNew'],
  ])('%j: %s', (subject, title) => {
    expect(requestTitle({ subject, folder: '/home/dev/proj', tool: 'SomethingNew' })).toBe(title);
  });

  it('knows a Windows folder', () => {
    const folder = 'C:\\Users\\dev\\proj';
    const subject = edit('C:\\Users\\dev\\proj\\src\\a.ts');
    expect(requestTitle({ subject, folder, tool: 'Edit' })).toBe('Edit src\\a.ts');
  });
});

const by = { kind: 'window', name: 'shop-api' } as const;
const allow = { behavior: 'allow', always: null, answers: null } as const;
const grant = { kind: 'grant', id: 'g1', name: 'Bash(npm test *)', left: 3 } as const;
const granting = (term: GrantTerm): Decision => ({
  ...allow,
  always: { term, rules: ['Bash(npm test *)'] },
});
const deny = { behavior: 'deny', always: null, message: 'no' } as const;
const saved = { file: '/f', behavior: 'deny', rules: ['Bash(rm *)'], undone: false } as const;

describe('describeState', () => {
  it.each<[RequestState, string]>([
    [{ kind: 'pending', claim: null }, 'waiting for an answer'],
    [{ kind: 'pending', claim: by }, 'being answered in shop-api'],
    [
      { kind: 'decided', by, decision: allow, saved: null, at: 1 },
      'allowed by you in shop-api, on its way to the agent',
    ],
    [
      { kind: 'delivered', by, decision: allow, saved: null, at: 1, deliveredAt: 2 },
      'allowed by you in shop-api',
    ],
    [
      { kind: 'delivered', by, decision: deny, saved, at: 1, deliveredAt: 2 },
      'denied by you in shop-api, with a rule',
    ],
    [
      {
        kind: 'delivered',
        by: { kind: 'window', name: 'shop\u202e' },
        decision: deny,
        saved: { ...saved, undone: true },
        at: 1,
        deliveredAt: 2,
      },
      'denied by you in shop⟨U+202E⟩, its rule was undone',
    ],
    [
      { kind: 'decided', by, decision: granting('session'), saved: null, at: 1 },
      'allowed by you in shop-api, with a grant for this session, on its way to the agent',
    ],
    [
      { kind: 'delivered', by, decision: granting('hour'), saved: null, at: 1, deliveredAt: 2 },
      'allowed by you in shop-api, with a grant for 1 hour',
    ],
    [
      {
        kind: 'delivered',
        by,
        decision: granting('five-times'),
        saved: null,
        at: 1,
        deliveredAt: 2,
      },
      'allowed by you in shop-api, with a grant for 5 more calls',
    ],
    [{ kind: 'pending', claim: grant }, 'being answered by your grant Bash(npm test *), 3 left'],
    [
      { kind: 'delivered', by: grant, decision: allow, saved: null, at: 1, deliveredAt: 2 },
      'allowed by your grant Bash(npm test *), 3 left',
    ],
    [
      {
        kind: 'delivered',
        by: { ...grant, name: 'Bash(a\u202e)', left: null },
        decision: allow,
        saved: null,
        at: 1,
        deliveredAt: 2,
      },
      'allowed by your grant Bash(a⟨U+202E⟩)',
    ],
    [
      { kind: 'answered-elsewhere', outcome: 'denied', how: 'in the terminal (No or Esc)', at: 1 },
      'denied in the terminal (No or Esc)',
    ],
    [
      {
        kind: 'answered-elsewhere',
        outcome: 'allowed',
        how: 'in the terminal: the call ran',
        at: 1,
      },
      'allowed in the terminal: the call ran',
    ],
    [
      { kind: 'answered-elsewhere', outcome: 'cancelled', how: 'as its session ended', at: 1 },
      'cancelled as its session ended',
    ],
    [{ kind: 'expired', at: 1 }, 'expired: the agent stopped waiting'],
    [
      { kind: 'released', why: 'nobody-attentive', at: 1 },
      'handed back to the agent’s own prompt: nobody was looking',
    ],
    [
      { kind: 'orphaned', why: 'agent-gone', at: 1, saved: null, dismissed: false },
      'the agent is gone',
    ],
    [
      { kind: 'orphaned', why: 'agent-gone', at: 1, saved, dismissed: true },
      'the agent is gone, with a rule',
    ],
  ])('%j: %s', (state, text) => {
    expect(describeState(state)).toBe(text);
  });
});
