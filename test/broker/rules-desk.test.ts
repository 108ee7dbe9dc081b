import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Desk, DeskView } from '../../src/broker/desk.ts';
import type { GrantChoice } from '../../src/core/grants/grant.ts';
import type { Decision } from '../../src/core/request/decision.ts';
import type { Outcome } from '../../src/core/request/item.ts';
import type { RuleChoice } from '../../src/core/rules/offers.ts';
import type { ReleaseOffer } from '../../src/core/rules/rules-view.ts';
import { rulesIn, until, world } from './rules-world.ts';

const allowing = (always: RuleChoice | GrantChoice | null): Decision => ({
  behavior: 'allow',
  always,
  answers: null,
});
const inProject = (...rules: string[]): RuleChoice => ({ destination: 'project', rules });

describe('a preview', () => {
  test('tells what the rules would do to this call and to the others', async () => {
    const { desk, ask, folder, other } = await world();
    const build = await ask('make build');
    await ask('make check');
    await ask('make check && curl https://x.org');
    await ask('make clean', { folder: other });
    const draft = { behavior: 'allow', to: 'project', rules: ['Bash(make *)'] } as const;
    const preview = await desk.preview(build.id, draft);
    expect(preview).toMatchObject({
      file: join(folder, '.claude', 'settings.json'),
      rules: [{ text: 'Bash(make *)', notes: [] }],
      thisCall: { outcome: 'allow' },
      alsoMatched: { count: 1, of: 2, examples: ['make check'] },
      alsoWaiting: 1,
      takesEffect: 'now',
    });
    const everywhere = await desk.preview(build.id, { ...draft, to: 'user' });
    expect(everywhere?.alsoMatched).toEqual({
      count: 2,
      of: 3,
      examples: ['make clean', 'make check'],
    });
  });

  test('says when a rule is there already, and that a folder has to be trusted first', async () => {
    const { desk, ask, folder, home } = await world();
    const file = join(folder, '.claude', 'settings.json');
    await mkdir(dirname(file));
    await writeFile(file, '{"permissions":{"allow":["Bash(make build)"]}}');
    await writeFile(join(home, '.claude.json'), '{"projects":{}}');
    const { id } = await ask('make build');
    const draft = { behavior: 'allow', to: 'project', rules: ['Bash(make build)'] } as const;
    expect(await desk.preview(id, draft)).toMatchObject({
      rules: [{ notes: [{ kind: 'already-there', file }] }],
      takesEffect: 'when-trusted',
    });
    expect(await desk.preview(id, { ...draft, to: 'local' })).toMatchObject({
      takesEffect: 'now',
    });
  });

  test('of a grant says that none holds while a settings file is ignored', async () => {
    const { desk, ask, folder } = await world();
    const { id } = await ask('make build');
    const draft = { behavior: 'allow', to: 'grant', rules: ['Bash(make build)'] } as const;
    expect(await desk.preview(id, draft)).toMatchObject({
      file: null,
      thisCall: { outcome: 'allow' },
    });
    const file = join(folder, '.claude', 'settings.local.json');
    await mkdir(dirname(file));
    await writeFile(file, '{} // mine');
    const preview = await desk.preview(id, draft);
    expect(preview?.thisCall.outcome).toBe('ask');
    expect(preview?.thisCall.because).toContain(file);
  });

  test('lets a rule written by hand be saved as the queue does, and says what is wrong with one', async () => {
    const { desk, ask, folder } = await world();
    const { id } = await ask('make build');
    const draft = { behavior: 'allow', to: 'project' } as const;
    const wrong = await desk.preview(id, { ...draft, rules: ['Bash(npm *)'] });
    expect(wrong?.canSave).toBe(false);
    expect(wrong?.rules[0]?.problems[0]).toMatchObject({
      severity: 'error',
      code: 'not-this-call',
    });
    const choice = inProject('Bash(npm *)');
    expect(await desk.decide(id, allowing(choice))).toMatchObject({ code: 'rule-not-offered' });
    const right = inProject('Bash(make b*)');
    expect(await desk.preview(id, { ...draft, rules: right.rules })).toMatchObject({
      canSave: true,
    });
    expect(await desk.decide(id, allowing(right))).toMatchObject({ kind: 'done' });
    const file = join(folder, '.claude', 'settings.json');
    await until(desk, (view) => rulesIn(view, file).includes('Bash(make b*)'));
  });

  test('of a request that is gone is none', async () => {
    const { desk } = await world();
    const draft = { behavior: 'allow', to: 'user', rules: ['Bash(make build)'] } as const;
    expect(await desk.preview('gone', draft)).toBeNull();
  });
});

/** Releases what the desk offers, as a page does that shows it. */
function releaseShown(desk: Desk): Promise<Outcome> {
  const nothing: ReleaseOffer = { behavior: 'allow', rules: [], ids: [] };
  return desk.release(desk.view().release ?? nothing);
}

describe('once a rule is saved, the others that it settles', () => {
  const rule = 'Bash(make build)';

  test('are offered, released together, and both agents hear it', async () => {
    const { desk, ask } = await world();
    const first = await ask('make build');
    const second = await ask('make build', { session: 'another' });
    const unlike = await ask('make clean');
    const third = await ask('make build');
    expect(await desk.decide(first.id, allowing(inProject(rule)))).toMatchObject({ kind: 'done' });
    await until(desk, ({ release }) => release !== null);
    const ids = [second.id, third.id];
    expect(desk.view().release).toEqual({ behavior: 'allow', rules: [rule], ids });
    expect(await releaseShown(desk)).toEqual({ kind: 'done', note: '2 more allowed.' });
    expect(await Promise.all([first.heard(), second.heard(), third.heard()])).toEqual([
      'allow',
      'allow',
      'allow',
    ]);
    const { items, release } = desk.view();
    expect(release).toBeNull();
    expect(items.find(({ request }) => request.id === unlike.id)?.state.kind).toBe('pending');
  });

  test('are answered only as far as they were shown', async () => {
    const { desk, ask } = await world();
    const first = await ask('make build');
    const second = await ask('make build');
    const third = await ask('make build');
    await desk.decide(first.id, allowing(inProject(rule)));
    await until(desk, ({ release }) => release !== null);
    const ids = [second.id, third.id];
    const other: ReleaseOffer = { behavior: 'allow', rules: ['Bash(make *)'], ids };
    expect(await desk.release(other)).toMatchObject({ kind: 'refused' });
    expect(await desk.release({ ...other, behavior: 'deny', rules: [rule] })).toMatchObject({
      kind: 'refused',
    });
    const shown: ReleaseOffer = { behavior: 'allow', rules: [rule], ids: [second.id] };
    expect(await desk.release(shown)).toEqual({ kind: 'done', note: '1 more allowed.' });
    const left = desk.view().items.find(({ request }) => request.id === third.id);
    expect(left?.state.kind).toBe('pending');
  });

  test('are denied together by a rule to deny', async () => {
    const { desk, ask } = await world();
    const first = await ask('make build');
    const second = await ask('make build');
    const deny: Decision = { behavior: 'deny', always: inProject(rule), message: 'No builds.' };
    await desk.decide(first.id, deny);
    await until(desk, ({ release }) => release !== null);
    expect(desk.view().release).toMatchObject({ behavior: 'deny', ids: [second.id] });
    expect(await releaseShown(desk)).toEqual({ kind: 'done', note: '1 more denied.' });
    expect(await second.heard()).toContain('deny');
  });

  test('of another project are left out, unless the rule is the user’s', async () => {
    const { desk, ask, other } = await world();
    const first = await ask('make build');
    const elsewhere = await ask('make build', { folder: other });
    const second = await ask('make build');
    await desk.decide(first.id, allowing(inProject(rule)));
    await until(desk, ({ release }) => release !== null);
    expect(desk.view().release?.ids).toEqual([second.id]);
    await desk.decide(second.id, allowing({ destination: 'user', rules: [rule] }));
    await until(desk, ({ release }) => release !== null);
    expect(desk.view().release?.ids).toEqual([elsewhere.id]);
  });

  test('and were asked later are not among them: there the rule did not help', async () => {
    const { desk, ask } = await world();
    const first = await ask('make build');
    const second = await ask('make build');
    await desk.decide(first.id, allowing(inProject(rule)));
    await until(desk, ({ release }) => release !== null);
    await ask('make build');
    expect(desk.view().release?.ids).toEqual([second.id]);
  });

  test('are no longer offered once answered one by one, or put aside', async () => {
    const { desk, ask } = await world();
    const first = await ask('make build');
    const second = await ask('make build');
    const third = await ask('make build');
    await desk.decide(first.id, allowing(inProject(rule)));
    await until(desk, ({ release }) => release !== null);
    await desk.decide(second.id, allowing(null));
    expect(desk.view().release?.ids).toEqual([third.id]);
    desk.dropRelease();
    expect(desk.view().release).toBeNull();
    expect(await releaseShown(desk)).toMatchObject({ kind: 'refused' });
  });

  test('are offered for a grant too, in its session alone', async () => {
    const { desk, ask } = await world();
    const first = await ask('make build');
    await ask('make build', { session: 'another' });
    const second = await ask('make build');
    await desk.decide(first.id, allowing({ term: 'session', rules: [rule] }));
    await until(desk, ({ release }) => release !== null);
    expect(desk.view().release).toEqual({ behavior: 'allow', rules: [rule], ids: [second.id] });
    expect(await releaseShown(desk)).toEqual({ kind: 'done', note: '1 more allowed.' });
    expect(await second.heard()).toBe('allow');
  });

  test('are not released once the rule is gone, however it went', async () => {
    const { desk, ask, folder } = await world();
    const file = join(folder, '.claude', 'settings.json');
    const first = await ask('make build');
    const second = await ask('make build');
    await desk.decide(first.id, allowing(inProject(rule)));
    await until(desk, ({ release }) => release !== null);
    await writeFile(file, '{}');
    const outcome = await releaseShown(desk);
    expect(outcome.kind).toBe('refused');
    expect(desk.view().items.find(({ request }) => request.id === second.id)?.state).toEqual({
      kind: 'pending',
      claim: null,
    });
  });

  test('are no longer offered when the rule is undone', async () => {
    const { desk, ask } = await world();
    const first = await ask('make build');
    await ask('make build');
    await desk.decide(first.id, allowing(inProject(rule)));
    await until(desk, ({ release }) => release !== null);
    expect(await desk.undoRule(first.id)).toMatchObject({ kind: 'done' });
    expect(desk.view().release).toBeNull();
  });
});

describe('the rules of a window', () => {
  test('follow what is edited on disk, in a window without the desk too', async () => {
    const { desk, open, folder } = await world();
    const second = await open();
    expect(second.view().desk.kind).toBe('elsewhere');
    const file = join(folder, '.claude', 'settings.json');
    await mkdir(dirname(file));
    await writeFile(file, '{"permissions":{"ask":["Bash(git push *)"]}}');
    for (const window of [desk, second]) {
      await until(window, (view) => rulesIn(view, file).includes('Bash(git push *)'));
    }
  });

  test('name a file that Claude Code ignores', async () => {
    const { desk, home } = await world();
    const file = join(home, '.claude', 'settings.json');
    const text = await readFile(file, 'utf8');
    await writeFile(file, `// mine\n${text}`);
    const isNamed = ({ rules }: DeskView): boolean =>
      rules.files.some((one) => one.file === file && one.content.kind === 'ignored');
    await until(desk, isNamed);
  });

  test('explain a call', async () => {
    const { desk, folder, other } = await world();
    const file = join(folder, '.claude', 'settings.json');
    await mkdir(dirname(file));
    await writeFile(file, '{"permissions":{"allow":["Bash(make *)"],"deny":["Bash(make clean)"]}}');
    const call = (command: string) => ({ tool: 'Bash', input: { command }, cwd: folder });
    expect(await desk.explain(call('make build'), folder)).toMatchObject({
      outcome: 'allow',
      rule: { text: 'Bash(make *)', file },
    });
    expect(await desk.explain(call('make clean'), folder)).toMatchObject({
      outcome: 'deny',
      rule: { text: 'Bash(make clean)', file },
    });
    expect(await desk.explain(call('make build'), other)).toMatchObject({ outcome: 'ask' });
  });
});
