import { lstat, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openStateStore, SETTLED_KEPT } from '../../../src/broker/store/state-store.ts';
import type { Item } from '../../../src/core/request/item.ts';
import { keptLog } from '../../fakes/queue-ports.ts';
import { aGrant } from '../../fakes/grants.ts';
import { aRequest } from '../../fakes/requests.ts';
import { freshFolder } from './folders.ts';

async function storeIn(folder: string) {
  const problems: string[] = [];
  const log = keptLog();
  const store = await openStateStore({ folder, log, onProblem: (text) => problems.push(text) });
  return { store, problems, log };
}

const pending = (id: string): Item => ({
  request: aRequest({ id }),
  state: { kind: 'pending', claim: null },
});
const expired = (id: string): Item => ({
  request: aRequest({ id }),
  state: { kind: 'expired', at: 2_000 },
});
const ids = (items: readonly Item[]) => items.map((item) => item.request.id);

describe('the state store', () => {
  test('starts empty, in a folder it makes', async () => {
    const folder = join(await freshFolder(), 'not', 'yet');
    const { store, problems } = await storeIn(folder);
    expect(store.items).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('gives back what was saved, in every state there is', async () => {
    const folder = await freshFolder();
    const by = { kind: 'window', name: 'proj' } as const;
    const saved = { file: '/f', behavior: 'deny', rules: ['Bash'], undone: false } as const;
    const always = { destination: 'project', rules: ['Bash(npm test)'] } as const;
    const deny = { behavior: 'deny', always, message: 'no' } as const;
    const answers = { 'Which?': ['a', 'b'], 'And?': 'c' };
    const allow = { behavior: 'allow', always: null, answers } as const;
    const states: Item['state'][] = [
      { kind: 'pending', claim: by },
      { kind: 'decided', by, decision: deny, saved, at: 1 },
      { kind: 'delivered', by, decision: allow, saved: null, at: 1, deliveredAt: 2 },
      { kind: 'answered-elsewhere', outcome: 'unknown', how: 'in the terminal', at: 1 },
      { kind: 'expired', at: 1 },
      { kind: 'released', why: 'nobody-attentive', at: 1 },
      { kind: 'orphaned', why: 'agent-gone', at: 1, saved, dismissed: false },
    ];
    const items = states.map((state, at) => ({ request: aRequest({ id: `r${at}` }), state }));
    const { store } = await storeIn(folder);
    await store.save(items);
    const again = await storeIn(folder);
    expect(again.store.items).toEqual(items);
    expect((await stat(join(folder, 'state.json'))).mode & 0o777).toBe(0o600);
  });

  test('gives back grants, of every kind, and who answered by one', async () => {
    const folder = await freshFolder();
    const grants = [
      aGrant(),
      aGrant({ id: 'g2', limit: { kind: 'until', at: 5 } }),
      aGrant({ id: 'g3', limit: { kind: 'session', session: 's1' }, used: 7 }),
    ];
    const by = { kind: 'grant', id: 'g1', name: 'Bash(npm test *)', left: 4 } as const;
    const decision = { behavior: 'allow', always: null, answers: null } as const;
    const state = { kind: 'delivered', by, decision, saved: null, at: 1, deliveredAt: 2 } as const;
    const items: Item[] = [{ request: aRequest(), state }];
    const { store } = await storeIn(folder);
    expect(await store.keep(grants)).toEqual({ kind: 'kept' });
    await store.save(items);
    const again = (await storeIn(folder)).store;
    expect(again.grants).toEqual(grants);
    expect(again.items).toEqual(items);
    expect(await again.keep([])).toEqual({ kind: 'kept' });
    const third = (await storeIn(folder)).store;
    expect([third.grants, third.items]).toEqual([[], items]);
  });

  test('reads a file from before there were grants, and loses nothing of it', async () => {
    const folder = await freshFolder();
    const items = [pending('r1'), expired('r2')];
    await writeFile(join(folder, 'state.json'), JSON.stringify({ version: 1, items }));
    const { store, problems } = await storeIn(folder);
    expect([store.items, store.grants, problems]).toEqual([items, [], []]);
    await store.keep([aGrant()]);
    const again = (await storeIn(folder)).store;
    expect([again.items, again.grants]).toEqual([items, [aGrant()]]);
  });

  test('says that grants are on disk once they are, and not where they are not', async () => {
    const folder = join(await freshFolder(), 'state');
    const { store } = await storeIn(folder);
    const onDisk = async () =>
      (await readFile(join(folder, 'state.json'), 'utf8')).includes('"g1"');
    await Promise.all([store.save([pending('r1')]), store.keep([aGrant()]), store.save([])]);
    expect(await onDisk()).toBe(true);
    await rm(folder, { recursive: true });
    expect(await store.keep([aGrant({ id: 'g2' })])).toEqual({
      kind: 'refused',
      message:
        'The grants could not be kept: its folder is gone. Reload the window to make it again.',
    });
    await mkdir(folder);
    expect(await store.keep([aGrant()])).toEqual({ kind: 'kept' });
    expect(await onDisk()).toBe(true);
    await store.close();
    expect((await store.keep([])).kind).toBe('refused');
    expect(await onDisk()).toBe(true);
  });

  test('keeps no grants where its file can’t be read', async () => {
    const folder = await freshFolder();
    await symlink('state.json', join(folder, 'state.json'));
    const { store } = await storeIn(folder);
    expect((await store.keep([aGrant()])).kind).toBe('refused');
  });

  test('keeps all that is open and the newest of the settled', async () => {
    const folder = await freshFolder();
    const settled = Array.from({ length: SETTLED_KEPT + 7 }, (_, at) => expired(`s${at}`));
    const open = Array.from({ length: 150 }, (_, at) => pending(`p${at}`));
    const { store } = await storeIn(folder);
    await store.save([...open.slice(0, 75), ...settled, ...open.slice(75)]);
    const kept = ids((await storeIn(folder)).store.items);
    expect(kept.filter((id) => id.startsWith('p'))).toHaveLength(150);
    expect(kept.filter((id) => id.startsWith('s'))).toEqual(ids(settled.slice(7)));
  });

  test('keeps a decision that is still on its way to the agent', async () => {
    const folder = await freshFolder();
    const by = { kind: 'window', name: 'proj' } as const;
    const decision = { behavior: 'allow', always: null, answers: null } as const;
    const onItsWay: Item = {
      request: aRequest({ id: 'on-its-way' }),
      state: { kind: 'decided', by, decision, saved: null, at: 1 },
    };
    const later = Array.from({ length: SETTLED_KEPT }, (_, at) => expired(`s${at}`));
    const { store } = await storeIn(folder);
    await store.save([onItsWay, ...later]);
    expect(ids((await storeIn(folder)).store.items)).toHaveLength(SETTLED_KEPT + 1);
  });

  test('joins a burst into few writes, and each save ends with its items on disk', async () => {
    const folder = await freshFolder();
    const write = vi.spyOn(Low.prototype, 'write');
    onTestFinished(() => {
      write.mockRestore();
    });
    const { store } = await storeIn(folder);
    const onDisk = async () => (await readFile(join(folder, 'state.json'), 'utf8')).includes('r49');
    const first = store.save([pending('r0')]);
    await Promise.resolve();
    const saves = Array.from({ length: 50 }, (_, at) => store.save([pending(`r${at}`)]));
    await first;
    expect(await onDisk()).toBe(false);
    await Promise.race(saves);
    expect(await onDisk()).toBe(true);
    await Promise.all(saves);
    expect(write).toHaveBeenCalledTimes(2);
  });

  test('flush waits for what is under way', async () => {
    const folder = await freshFolder();
    const { store } = await storeIn(folder);
    const input = { content: 'x'.repeat(3_000_000) };
    void store.save([{ ...pending('big'), request: aRequest({ id: 'big', input }) }]);
    await store.flush();
    const again = await storeIn(folder);
    expect(again.store.items[0]?.request.input).toEqual(input);
  });

  test('tells once that it can’t save, answers on, and saves again when it can', async () => {
    const folder = join(await freshFolder(), 'state');
    const { store, problems, log } = await storeIn(folder);
    await rm(folder, { recursive: true });
    await store.save([pending('r1')]);
    await store.save([pending('r2')]);
    expect(problems).toEqual([
      'The open requests could not be saved: its folder is gone. Reload the window to make it again.',
    ]);
    expect(log.lines).toHaveLength(2);
    await mkdir(folder);
    await store.flush();
    expect(ids((await storeIn(folder)).store.items)).toEqual(['r2']);
    await rm(folder, { recursive: true });
    await store.save([pending('r3')]);
    expect(problems).toHaveLength(2);
  });

  test('sets a file aside that it can’t understand, says where, and starts empty', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'state.json'), '{"version":2,"items":[]}');
    const { store, problems } = await storeIn(folder);
    expect(store.items).toEqual([]);
    const [aside] = await readdir(folder);
    expect(problems).toEqual([expect.stringContaining(join(folder, aside!))]);
    expect(await readFile(join(folder, aside!), 'utf8')).toBe('{"version":2,"items":[]}');
  });

  test('leaves a file alone that can’t be read at all', async () => {
    const folder = await freshFolder();
    await symlink('state.json', join(folder, 'state.json'));
    const { store, problems } = await storeIn(folder);
    await store.save([pending('r1')]);
    await store.flush();
    expect((await lstat(join(folder, 'state.json'))).isSymbolicLink()).toBe(true);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^The saved requests could not be read, and none will be saved/);
  });

  test('writes what was wanted when it closes, and nothing from then on', async () => {
    const folder = await freshFolder();
    const { store } = await storeIn(folder);
    void store.save([pending('r1')]);
    await store.close();
    await store.save([pending('late')]);
    await store.flush();
    expect(ids((await storeIn(folder)).store.items)).toEqual(['r1']);
  });

  test('removes what a write left that was cut short', async () => {
    const folder = await freshFolder();
    await writeFile(join(folder, 'state.json.0123456789abcdef.tmp'), '{"version":');
    await writeFile(join(folder, 'notes.tmp'), 'mine');
    await storeIn(folder);
    expect(await readdir(folder)).toEqual(['notes.tmp']);
  });
});
