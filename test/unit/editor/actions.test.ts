import { expect, test } from 'vitest';
import type { Request } from '../../../src/core/request/request.ts';
import { act } from '../../../src/editor/actions.ts';
import type { SettingName } from '../../../src/editor/manifest.ts';
import type { SettingValues } from '../../../src/editor/setting-values.ts';
import type { PanelAction } from '../../../src/editor/panel-view.ts';
import { openFakeDesk } from '../../fakes/desk.ts';
import { aLeash } from '../../fakes/leash.ts';
import { aRequest } from '../../fakes/requests.ts';

function setUp(initial: Parameters<typeof openFakeDesk>[0] = {}) {
  const desk = openFakeDesk(initial);
  const opened: Request[] = [];
  const set: unknown[] = [];
  const shown: string[] = [];
  const done = { kind: 'done' as const, note: null };
  const parts = {
    desk,
    proposals: {
      propose: async (ask: () => ReturnType<typeof desk.proposeConnect>) => {
        await ask();
        return done;
      },
      dispose: () => undefined,
    },
    inputs: {
      open: (request: Request) => {
        opened.push(request);
        return Promise.resolve();
      },
      dispose: () => undefined,
    },
    settings: {
      set: (name: SettingName, value: SettingValues[SettingName]) => {
        set.push([name, value]);
        return Promise.resolve(done);
      },
    },
    showRules: () => {
      shown.push('rules');
      return Promise.resolve();
    },
    chooseLeash: () => {
      shown.push('leash');
    },
  };
  return { desk, opened, set, shown, doing: (action: PanelAction) => act(parts, action) };
}

test('an answer reaches the desk, and a second one is refused', async () => {
  const { desk, doing } = setUp();
  desk.arrive(aRequest());
  const decision = { behavior: 'deny' as const, always: null, message: 'Not now.' };
  const action = { kind: 'decide' as const, id: 'r1', decision };
  expect(await doing(action)).toEqual({ kind: 'done', note: null });
  expect(await doing(action)).toMatchObject({ kind: 'refused', code: 'already-answered' });
  expect(desk.calls).toEqual(['deny r1', 'deny r1']);
});

test('a change is proposed first, and made or dropped by a word of its own', async () => {
  const { desk, doing } = setUp();
  await doing({ kind: 'connect' });
  expect(desk.view().proposal?.purpose).toBe('connect');
  await doing({ kind: 'apply-proposal' });
  await doing({ kind: 'disconnect' });
  await doing({ kind: 'drop-proposal' });
  expect(desk.view()).toMatchObject({ proposal: null, connection: { kind: 'connected' } });
  expect(desk.calls).toEqual(['propose connect', 'apply', 'propose disconnect', 'drop']);
});

test('the whole input opens, while the request is kept', async () => {
  const { desk, opened, doing } = setUp();
  desk.arrive(aRequest());
  await doing({ kind: 'open-input', id: 'r1' });
  expect(opened).toEqual([aRequest()]);
  expect(await doing({ kind: 'open-input', id: 'r2' })).toMatchObject({ code: 'unknown-request' });
});

test('another port goes into the settings, from where the desk follows', async () => {
  const { desk, set, doing } = setUp();
  await doing({ kind: 'use-port', port: 27183 });
  expect(set).toEqual([['port', 27183]]);
  expect(desk.calls).toEqual([]);
});

test('the rules are brought into view', async () => {
  const { shown, doing } = setUp();
  await doing({ kind: 'show-rules' });
  expect(shown).toEqual(['rules']);
});

test('a first mode shows the change that it takes, and the last one that goes off too', async () => {
  const { desk, doing } = setUp({ leash: aLeash({ isChosen: false }) });
  expect(await doing({ kind: 'set-mode', mode: 'partial' })).toEqual({ kind: 'done', note: null });
  expect(desk.calls).toEqual(['choose machine partial -', 'propose hook-pre-tool-missing']);
  const on = {
    ...aLeash(),
    machine: { mode: 'full', profile: 'Standard' },
    hook: 'in-place',
  } as const;
  desk.change({ leash: on, proposal: null });
  await doing({ kind: 'set-mode', mode: 'manual' });
  await doing({ kind: 'set-mode', mode: 'off' });
  expect(desk.calls.slice(2)).toEqual([
    'choose machine manual Standard',
    'choose machine off Standard',
    'propose hook-pre-tool-left',
  ]);
});

test('where Claude Code is not connected, a first mode connects it', async () => {
  const connection = { kind: 'not-connected' as const, findings: [] };
  const { desk, doing } = setUp({ leash: aLeash(), connection });
  await doing({ kind: 'set-mode', mode: 'full' });
  expect(desk.calls).toEqual(['choose machine full -', 'propose connect']);
});

test('a mode that stays off takes no change', async () => {
  const { desk, doing } = setUp({ leash: aLeash() });
  await doing({ kind: 'set-mode', mode: 'off' });
  expect(desk.calls).toEqual(['choose machine off -']);
});

test('agents are stopped and released, a session paused and resumed', async () => {
  const { desk, doing } = setUp({ leash: aLeash() });
  await doing({ kind: 'set-stopped', on: true });
  await doing({ kind: 'set-stopped', on: false });
  await doing({ kind: 'set-paused', session: 's1', on: true });
  await doing({ kind: 'set-paused', session: 's1', on: false });
  expect(desk.calls).toEqual(['stop', 'release', 'pause s1', 'resume s1']);
});
