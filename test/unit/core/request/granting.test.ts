import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../src/core/request/decision.ts';
import { aGrant } from '../../../fakes/grants.ts';
import { aDesk, granting, me, once } from './grant-desk.ts';

describe('giving a grant', () => {
  it('allows the call, and the next ones without a person', async () => {
    const desk = aDesk();
    const first = desk.ask();
    expect(await desk.queue.decide(first, granting('five-times'), me)).toEqual({
      kind: 'done',
      note: null,
    });
    expect(desk.queue.snapshot().grants).toEqual([
      aGrant({ rules: ['Bash(npm test)'], limit: { kind: 'times', left: 5 } }),
    ]);
    const later = Array.from({ length: 6 }, () => desk.ask());
    await desk.rest();
    expect(later.map((id) => desk.stateOf(id)?.kind)).toEqual([
      ...Array.from({ length: 5 }, () => 'delivered'),
      'pending',
    ]);
    expect(desk.stateOf('r7')).toEqual({ kind: 'pending', claim: null });
    expect(desk.queue.snapshot().grants).toEqual([]);
  });

  it('writes no rule, and sends none for the session', async () => {
    const { queue, ports, ask } = aDesk();
    await queue.decide(ask(), granting('session'), me);
    expect(ports.diary.map(({ kind }) => kind)).not.toContain('rule-saved');
    expect(ports.diary.find(({ kind }) => kind === 'answered')).toMatchObject({
      answer: { kind: 'allow', sessionRules: [] },
    });
  });

  it('is on disk, then on record, before the agent hears it', async () => {
    const { queue, ports, ask, order } = aDesk();
    await queue.decide(ask(), granting('hour'), me);
    expect(order()).toEqual(['receive', 'grants-kept', 'decide', 'answered', 'deliver']);
    expect(ports.diary[2]).toMatchObject({ event: { grant: { id: 'g1', used: 0 } } });
  });

  it('is taken back where the answer can’t be put on record', async () => {
    let full = false;
    const { queue, ports, ask, stateOf, answers } = aDesk({ recorderFails: () => full });
    const id = ask();
    full = true;
    const outcome = await queue.decide(id, granting('hour'), me);
    expect(outcome).toMatchObject({ code: 'not-recorded' });
    expect(outcome).toHaveProperty(
      'message',
      expect.stringMatching(/ The grant was taken back\.$/),
    );
    expect(stateOf(id)).toEqual({ kind: 'pending', claim: null });
    expect(queue.snapshot().grants).toEqual([]);
    expect(ports.diary.at(-1)).toEqual({ kind: 'grants-kept', grants: [] });
    expect(answers()).toEqual({});
  });

  it('is taken back where the request was answered elsewhere meanwhile', async () => {
    const desk = aDesk({
      pause: (what) => {
        if (what === 'record decide') desk.queue.answeredInTerminal('r1', 'denied', 'in it');
        return Promise.resolve();
      },
    });
    expect(await desk.queue.decide(desk.ask(), granting('hour'), me)).toMatchObject({
      code: 'already-answered',
    });
    expect(desk.queue.snapshot().grants).toEqual([]);
  });

  it('is refused where it can’t be kept: nothing is allowed then', async () => {
    const { queue, ask, stateOf, answers } = aDesk({ keeperFails: () => true });
    const id = ask();
    expect(await queue.decide(id, granting('hour'), me)).toMatchObject({
      code: 'rule-not-saved',
      message: 'The disk is full.',
    });
    expect(stateOf(id)).toEqual({ kind: 'pending', claim: null });
    expect(answers()).toEqual({});
  });

  it('is refused with a rule that is neither offered nor passes the check', async () => {
    const { queue, ask } = aDesk();
    const id = ask();
    expect(await queue.decide(id, { ...once, always: { term: 'hour', rules: [] } }, me)).toEqual({
      kind: 'refused',
      code: 'rule-not-offered',
      message: 'Choose or write a rule first.',
    });
    for (const rules of [['Bash(npm test'], ['Bash(git push *)']]) {
      const decision: Decision = { ...once, always: { term: 'hour', rules } };
      expect(await queue.decide(id, decision, me)).toMatchObject({ code: 'rule-not-offered' });
    }
    expect(queue.snapshot().grants).toEqual([]);
  });

  it('is taken with a rule that a person wrote for this call, read as the project’s', async () => {
    const { queue, ask, rest, stateOf } = aDesk();
    const rules = ['Bash(npm test *)'];
    const written = { ...once, always: { term: 'hour', rules } } as const;
    expect((await queue.decide(ask(), written, me)).kind).toBe('done');
    const next = ask({ input: { command: 'npm test src' } });
    await rest();
    expect(stateOf(next)).toMatchObject({
      kind: 'delivered',
      by: { kind: 'grant', name: rules[0] },
    });
  });

  it('reads a path in its rule from the project’s folder', async () => {
    const { queue, ask, rest, stateOf } = aDesk();
    const edit = (path: string) => ({ tool: 'Edit', input: { file_path: `/home/dev/${path}` } });
    const written = { ...once, always: { term: 'hour', rules: ['Edit(/src/**)'] } } as const;
    const elsewhere = ask(edit('.claude/src/a.ts'));
    expect(await queue.decide(elsewhere, written, me)).toMatchObject({ code: 'rule-not-offered' });
    const inside = ask(edit('proj/src/a.ts'));
    expect((await queue.decide(inside, written, me)).kind).toBe('done');
    const next = [ask(edit('proj/src/b.ts')), ask(edit('proj/b.ts'))];
    await rest();
    expect(next.map((id) => stateOf(id)?.kind)).toEqual(['delivered', 'pending']);
  });

  it('holds no longer than the agent’s end once nobody waits', async () => {
    const { queue, ask } = aDesk();
    const id = ask();
    queue.lineClosed(id, 'gone');
    expect(await queue.decide(id, granting('hour'), me)).toMatchObject({ code: 'nobody-waits' });
    expect(await queue.saveRule(id, granting('hour'))).toMatchObject({
      code: 'answer-does-not-fit',
    });
    expect(queue.snapshot().grants).toEqual([]);
  });
});
