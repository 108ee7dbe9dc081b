import { describe, expect, it } from 'vitest';
import type { Approver, Decision } from '../../../../src/core/request/decision.ts';
import { createQueue, SUBAGENT_GRACE } from '../../../../src/core/request/queue.ts';
import { PLAIN_DENIAL } from '../../../../src/core/request/delivering.ts';
import { fakePorts, type Weather } from '../../../fakes/queue-ports.ts';
import { aRequest } from '../../../fakes/requests.ts';

const me: Approver = { kind: 'window', name: 'proj' };
const allow: Decision = { behavior: 'allow', always: null, answers: null };
const deny = { behavior: 'deny', always: null, message: null } as const;
const always = {
  behavior: 'allow',
  always: { destination: 'project', rules: ['Bash(npm test)'] },
  answers: null,
} as const;

function aDesk(weather: Weather = {}, request = aRequest()) {
  const ports = fakePorts(weather);
  const queue = createQueue(ports);
  queue.submit(request, ports.line(request.id));
  const state = () => queue.snapshot().items.find((row) => row.request.id === request.id)?.state;
  const answers = () => ports.diary.filter((entry) => entry.kind === 'answered');
  return { ports, queue, state, answers };
}

describe('an answer', () => {
  it('is on record before the agent hears it', async () => {
    const { queue, ports, state } = aDesk();
    expect(await queue.decide('r1', allow, me)).toEqual({ kind: 'done', note: null });
    const order = ports.diary.map((entry) =>
      entry.kind === 'recorded' ? entry.event.kind : entry.kind,
    );
    expect(order.indexOf('decide')).toBeGreaterThan(-1);
    expect(order.indexOf('decide')).toBeLessThan(order.indexOf('answered'));
    expect(state()).toMatchObject({ kind: 'delivered', by: me });
  });

  it('carries the rule for the session when it is for always', async () => {
    const { queue, answers, state } = aDesk();
    await queue.decide('r1', always, me);
    expect(answers()[0]).toMatchObject({
      answer: { kind: 'allow', sessionRules: ['Bash(npm test)'] },
    });
    expect(state()).toMatchObject({ saved: { rules: ['Bash(npm test)'], undone: false } });
  });

  it('tells the agent a reason even where the person gave none', async () => {
    const { queue, answers } = aDesk();
    await queue.decide('r1', deny, me);
    expect(answers()[0]).toMatchObject({ answer: { kind: 'deny', message: PLAIN_DENIAL } });
  });

  it('is taken once: the second is told who was first', async () => {
    const { queue, answers } = aDesk();
    const [first, second] = await Promise.all([
      queue.decide('r1', deny, me),
      queue.decide('r1', allow, { kind: 'window', name: 'other' }),
    ]);
    expect(first.kind).toBe('done');
    expect(second).toMatchObject({ kind: 'refused', code: 'already-answered' });
    expect(await queue.decide('r1', allow, me)).toMatchObject({
      message: 'This request was already answered in proj: denied.',
    });
    expect(answers()).toHaveLength(1);
  });

  it('is not sent when it could not be recorded; the rule is taken out again', async () => {
    let full = true;
    const { queue, answers, state, ports } = aDesk({ recorderFails: () => full });
    expect(await queue.decide('r1', always, me)).toMatchObject({ code: 'not-recorded' });
    expect(answers()).toHaveLength(0);
    expect(ports.diary.map((entry) => entry.kind)).toContain('rule-undone');
    expect(state()).toEqual({ kind: 'pending', claim: null });
    full = false;
    expect((await queue.decide('r1', allow, me)).kind).toBe('done');
  });

  it('for always is not sent when the rule could not be saved', async () => {
    const { queue, answers, state } = aDesk({ ruleFails: () => true });
    expect(await queue.decide('r1', always, me)).toMatchObject({
      code: 'rule-not-saved',
      message: 'The file is read-only.',
    });
    expect(answers()).toHaveLength(0);
    expect(state()).toEqual({ kind: 'pending', claim: null });
  });

  it.each([
    ['that does not match this call', 'Bash(git push *)', 'does not match this call'],
    ['that Claude Code would skip', 'Bash(npm test', 'would skip this rule'],
    ['of two lines', 'Bash(npm test)\nBash(rm *)', 'A rule is one line'],
    ['with a secret', 'Bash(npm test --token=ghp_0123456789abcdefghij)', 'password'],
  ])('with a rule %s is refused, and says why', async (_what, rule, why) => {
    for (const rules of [[rule], ['Bash(npm test)', rule]]) {
      for (const decision of [always, { ...deny, always: always.always }]) {
        const { queue, state, ports } = aDesk();
        const written = { ...decision, always: { destination: 'local', rules } } as const;
        const outcome = await queue.decide('r1', written, me);
        expect(outcome).toMatchObject({ code: 'rule-not-offered' });
        expect(outcome).toHaveProperty('message', expect.stringContaining(why));
        expect(state()).toEqual({ kind: 'pending', claim: null });
        expect(ports.diary.map(({ kind }) => kind)).not.toContain('rule-saved');
      }
    }
  });

  it.each([
    ['project', 'proj/agents/a.md', 'done'],
    ['local', 'proj/agents/a.md', 'done'],
    ['user', 'proj/agents/a.md', 'refused'],
    ['user', '.claude/agents/a.md', 'done'],
    ['project', '.claude/agents/a.md', 'refused'],
  ] as const)('with a path in the %s file, on %s: %s', async (destination, path, kind) => {
    const input = { file_path: `/home/dev/${path}` };
    const { queue } = aDesk({}, aRequest({ tool: 'Edit', input }));
    const written = { ...deny, always: { destination, rules: ['Edit(/agents/*.md)'] } };
    expect(await queue.decide('r1', written, me)).toMatchObject({ kind });
  });

  it('with no rule, where one was to be saved, is refused', async () => {
    const { queue } = aDesk();
    const empty = { ...always, always: { destination: 'project', rules: [] } } as const;
    expect(await queue.decide('r1', empty, me)).toMatchObject({ code: 'rule-not-offered' });
  });

  it('with a rule that a person wrote for this call is taken', async () => {
    const { queue, state } = aDesk();
    const rules = ['Bash(npm test *)'];
    const written = { ...always, always: { destination: 'user', rules } } as const;
    expect((await queue.decide('r1', written, me)).kind).toBe('done');
    expect(state()).toMatchObject({ saved: { file: '/home/dev/proj/user.json', rules } });
  });

  it('that the agent no longer hears is said to be lost, and keeps its rule', async () => {
    const { queue, state } = aDesk({ agentGone: () => true });
    expect(await queue.decide('r1', always, me)).toMatchObject({ code: 'nobody-waits' });
    expect(state()).toMatchObject({
      kind: 'orphaned',
      why: 'answer-undelivered',
      saved: { undone: false },
    });
  });

  it('to questions needs answers to these questions', async () => {
    const request = aRequest({
      subject: {
        kind: 'question',
        questions: [{ question: 'Which?', header: null, options: [], multiSelect: false }],
      },
    });
    const { queue, answers } = aDesk({}, request);
    expect(await queue.decide('r1', allow, me)).toMatchObject({ code: 'answer-does-not-fit' });
    const other: Decision = { behavior: 'allow', always: null, answers: { Other: 'x' } };
    expect(await queue.decide('r1', other, me)).toMatchObject({ code: 'answer-does-not-fit' });
    await queue.decide('r1', { behavior: 'allow', always: null, answers: { 'Which?': 'Vue' } }, me);
    expect(answers()[0]).toMatchObject({ answer: { answers: { 'Which?': 'Vue' } } });
  });
});

describe('the end of the agent’s connection', () => {
  it('is a No in the terminal while the agent still runs', () => {
    const { queue, state } = aDesk();
    queue.lineClosed('r1', 'alive');
    expect(state()).toMatchObject({ kind: 'answered-elsewhere', outcome: 'denied' });
  });

  it('orphans the request when the agent is gone, and a rule can still be made of it', async () => {
    const { queue, state } = aDesk();
    queue.lineClosed('r1', 'gone');
    expect(state()).toMatchObject({ kind: 'orphaned', why: 'agent-gone' });
    expect(await queue.decide('r1', allow, me)).toMatchObject({ code: 'nobody-waits' });
    expect((await queue.saveRule('r1', always)).kind).toBe('done');
    expect(state()).toMatchObject({ kind: 'orphaned', dismissed: true, saved: { undone: false } });
    expect((await queue.undoRule('r1')).kind).toBe('done');
    expect(state()).toMatchObject({ saved: { undone: true } });
  });
});

describe('an answer in the terminal', () => {
  it('ends the line empty, so that nothing late reaches the agent', async () => {
    const { queue, answers, state } = aDesk();
    queue.answeredInTerminal('r1', 'allowed', 'Yes in the terminal');
    await queue.close();
    expect(state()).toMatchObject({ kind: 'answered-elsewhere', outcome: 'allowed' });
    expect(answers()).toEqual([{ kind: 'answered', id: 'r1', answer: { kind: 'none' } }]);
    expect(await queue.decide('r1', allow, me)).toMatchObject({ kind: 'refused' });
  });
});

describe('time', () => {
  it('expires what nobody waits for any more, without an answer', async () => {
    const { queue, ports, answers, state } = aDesk();
    ports.clock.forward(86_400_000);
    queue.tick();
    await queue.close();
    expect(state()).toMatchObject({ kind: 'expired' });
    expect(answers()[0]).toMatchObject({ answer: { kind: 'none' } });
  });

  it('releases a subagent’s request only when nobody was attentive for the grace', () => {
    const request = aRequest({ subagent: { id: 'a1', type: null } });
    const { queue, ports, state } = aDesk({}, request);
    ports.clock.forward(SUBAGENT_GRACE * 3);
    queue.tick();
    expect(state()?.kind).toBe('pending');
    queue.setAttentive(false);
    ports.clock.forward(SUBAGENT_GRACE - 1);
    queue.tick();
    expect(state()?.kind).toBe('pending');
    ports.clock.forward(1);
    queue.tick();
    expect(state()).toMatchObject({ kind: 'released', why: 'nobody-attentive' });
  });

  it('never releases one that has no prompt to go to', () => {
    const subagent = { id: 'a1', type: null };
    const { queue, ports, state } = aDesk({}, aRequest({ subagent, ownPrompt: false }));
    queue.setAttentive(false);
    ports.clock.forward(SUBAGENT_GRACE * 3);
    queue.tick();
    expect(state()?.kind).toBe('pending');
  });
});

describe('a restart', () => {
  it('keeps open requests and says that nobody waits for them', () => {
    const before = aDesk();
    const after = createQueue(fakePorts(), before.queue.snapshot().items);
    expect(after.snapshot().items[0]?.state).toMatchObject({
      kind: 'orphaned',
      why: 'editor-restarted',
      dismissed: false,
    });
  });

  it('puts away what is older than a day', () => {
    const before = aDesk();
    const ports = fakePorts();
    ports.clock.forward(25 * 60 * 60 * 1000);
    const after = createQueue(ports, before.queue.snapshot().items);
    expect(after.snapshot().items[0]?.state).toMatchObject({ kind: 'orphaned', dismissed: true });
  });
});

it('a closed queue takes no request and no answer', async () => {
  const { queue, ports, answers } = aDesk();
  await queue.close();
  queue.submit(aRequest({ id: 'r2' }), ports.line('r2'));
  expect(await queue.decide('r1', allow, me)).toMatchObject({ code: 'not-the-desk' });
  expect(queue.snapshot().items).toHaveLength(1);
  await queue.close();
  expect(answers().map((entry) => entry.answer.kind)).toEqual(['none', 'none']);
});
