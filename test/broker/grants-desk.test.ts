import { remoteOptions } from '../fakes/remote-options.ts';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Desk } from '../../src/broker/desk.ts';
import { openDesk } from '../../src/broker/open-desk.ts';
import { sha256 } from '../../src/broker/store/sha256.ts';
import { verify, type ChainLine } from '../../src/core/audit/chain.ts';
import { describeState } from '../../src/core/display/describe.ts';
import type { GrantTerm } from '../../src/core/grants/grant.ts';
import type { Item } from '../../src/core/request/item.ts';
import { keptLog } from '../fakes/queue-ports.ts';
import { commandEvent, hookClient, verdict, type Asked } from '../rigs/desk/hook-client.ts';
import { freePort } from '../rigs/process.ts';

const RULE = 'Bash(npm run lint)';

interface World {
  readonly home: string;
  readonly folder: string;
  /** Opens a window; the first of them holds the desk. */
  readonly open: () => Promise<Desk>;
  /** Asks as Claude Code does. */
  readonly ask: (command?: string, from?: { folder?: string; session?: string }) => Asked;
  /** Moves the desks' clock, in milliseconds. */
  readonly forward: (milliseconds: number) => void;
  /** What is on record, oldest first. */
  readonly record: () => Promise<readonly ChainLine['entry'][]>;
  /** Lets a session run, or end, as its file tells; it runs in this very process. */
  readonly session: (id: string, runs: boolean) => Promise<void>;
}

/** Real sockets and files, with Claude Code's settings connected. */
async function world(): Promise<World> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'countersign-grants-')));
  const folder = join(home, 'app');
  await mkdir(folder);
  const port = await freePort();
  const desks: Desk[] = [];
  const asked: Asked[] = [];
  let ahead = 0;
  onTestFinished(async () => {
    for (const desk of desks) await desk.close();
    for (const one of asked) one.drop();
    await rm(home, { recursive: true, force: true });
  });
  const open = async (): Promise<Desk> => {
    const desk = await openDesk({
      port,
      storageFolder: join(home, 'storage'),
      home,
      claudeDir: join(home, '.claude'),
      folders: () => [folder],
      windowName: `window ${desks.length}`,
      secrets: {
        hookToken: 'a-token-that-only-lets-its-holder-ask',
        windowSecret: 'a-secret-that-all-windows-of-an-installation-share',
      },
      remote: remoteOptions(),
      isUnsaved: () => false,
      env: {},
      log: keptLog(),
      clock: { now: () => Date.now() + ahead },
    });
    desks.push(desk);
    return desk;
  };
  const first = await open();
  await first.proposeConnect();
  expect(await first.applyProposal()).toMatchObject({ kind: 'done' });
  await first.close();
  const client = await hookClient(home);
  const sessionFile = join(home, '.claude/sessions', `${process.pid}.json`);
  return {
    home,
    folder,
    open,
    ask(command = 'npm run lint', from = {}) {
      const one = client.ask(commandEvent({ folder, command, ...from }));
      asked.push(one);
      return one;
    },
    forward: (milliseconds) => void (ahead += milliseconds),
    async record() {
      const lines = (await readFile(join(home, 'storage/audit.jsonl'), 'utf8')).trim().split('\n');
      const links = lines.map((line) => JSON.parse(line) as ChainLine);
      expect(verify(sha256, links).kind).toBe('intact');
      return links.map(({ entry }) => entry);
    },
    async session(id, runs) {
      await mkdir(dirname(sessionFile), { recursive: true });
      const hint = { pid: process.pid, sessionId: id, cwd: folder, status: 'busy' };
      await (runs ? writeFile(sessionFile, JSON.stringify(hint)) : rm(sessionFile));
    },
  };
}

const waiting = (desk: Desk): readonly Item[] =>
  desk.view().items.filter(({ state }) => state.kind === 'pending');

/** Waits until so many requests wait for a person; the newest of them. */
async function waits(desk: Desk, count = 1): Promise<string> {
  await expect.poll(() => waiting(desk).length, { timeout: 5_000 }).toBe(count);
  return waiting(desk).at(-1)!.request.id;
}

/** Lets a request come, and gives a grant on it. */
async function give(desk: Desk, { ask }: World, term: GrantTerm, session?: string): Promise<void> {
  const one = session === undefined ? ask() : ask(undefined, { session });
  const id = await waits(desk);
  const decision = { behavior: 'allow', always: { term, rules: [RULE] }, answers: null } as const;
  expect(await desk.decide(id, decision)).toEqual({ kind: 'done', note: null });
  expect(await verdict(one)).toBe('allow');
  // No rule for the session goes with it: that would outlive the grant.
  expect((await one.answer)?.body).not.toContain('updatedPermissions');
}

describe('a grant for five times', () => {
  test('lets five more calls through unseen; the sixth waits', async () => {
    const at = await world();
    const desk = await at.open();
    await give(desk, at, 'five-times');
    const seen: number[] = [];
    const other = await at.open();
    desk.onChange(() => seen.push(waiting(desk).length));
    other.onChange(() => {
      const { desk: status } = other.view();
      if (status.kind === 'elsewhere') seen.push(status.waiting);
    });
    for (const left of [4, 3, 2, 1, 0]) {
      const one = at.ask();
      expect(await verdict(one)).toBe('allow');
      expect((await one.answer)?.body).not.toContain('updatedPermissions');
      await expect
        .poll(() => describeState(desk.view().items.at(-1)!.state))
        .toBe(`allowed by your grant ${RULE}, ${left} left`);
    }
    expect(Math.max(...seen)).toBe(0);
    expect(desk.view().grants).toEqual([]);
    const sixth = at.ask();
    await waits(desk);
    expect(await readFile(join(at.home, '.claude/settings.json'), 'utf8')).not.toContain(RULE);
    await expect(readFile(join(at.folder, '.claude/settings.json'))).rejects.toThrow('ENOENT');
    await desk.close();
    expect(await verdict(sixth)).toBe('ask');
  });

  test('is counted over a restart, and over a hand-over', async () => {
    const at = await world();
    const first = await at.open();
    await give(first, at, 'five-times');
    expect(await verdict(at.ask())).toBe('allow');
    expect(await verdict(at.ask())).toBe('allow');
    await first.close();
    const second = await at.open();
    expect(second.view().grants).toMatchObject([{ limit: { kind: 'times', left: 3 }, used: 2 }]);
    expect(await verdict(at.ask())).toBe('allow');
    const third = await at.open();
    expect(await third.takeOver()).toMatchObject({ kind: 'done' });
    expect(third.view().grants).toMatchObject([{ limit: { kind: 'times', left: 2 }, used: 3 }]);
    expect(second.view().grants).toEqual([]);
    expect(await verdict(at.ask())).toBe('allow');
    expect(await verdict(at.ask())).toBe('allow');
    at.ask();
    await waits(third);
  });

  test('with one left lets one of two through that come at once', async () => {
    const at = await world();
    const desk = await at.open();
    await give(desk, at, 'five-times');
    for (let n = 0; n < 4; n += 1) expect(await verdict(at.ask())).toBe('allow');
    const both = [at.ask(), at.ask()];
    await waits(desk);
    expect(
      await verdict({ ...both[0]!, answer: Promise.race(both.map((one) => one.answer)) }),
    ).toBe('allow');
    expect(waiting(desk)).toHaveLength(1);
    await desk.close();
    expect((await Promise.all(both.map(verdict))).sort()).toEqual(['allow', 'ask']);
  });

  test('is on record: who gave it, what it answered, when it was used up', async () => {
    const at = await world();
    const desk = await at.open();
    await give(desk, at, 'five-times');
    const [grant] = desk.view().grants;
    for (let n = 0; n < 5; n += 1) await verdict(at.ask());
    await expect.poll(async () => (await at.record()).at(-1)?.['kind']).toBe('grant-ended');
    const record = await at.record();
    const decided = record.filter(({ kind }) => kind === 'decided');
    expect(decided[0]).toMatchObject({
      by: { kind: 'window', name: 'window 1' },
      rule: null,
      grant: { id: grant?.id, rules: [RULE], folder: at.folder, limit: { kind: 'times', left: 5 } },
    });
    expect(decided.slice(1).map(({ by }) => by)).toEqual(
      Array.from({ length: 5 }, () => ({ kind: 'grant', id: grant?.id, name: RULE })),
    );
    expect(record.at(-1)).toEqual({
      kind: 'grant-ended',
      grant: grant?.id,
      why: 'used-up',
      by: null,
      used: 5,
    });
  });

  test('that is revoked lets nothing through any more, not after a restart either', async () => {
    const at = await world();
    const first = await at.open();
    await give(first, at, 'five-times');
    const id = first.view().grants[0]!.id;
    expect(await first.revokeGrant(id)).toMatchObject({ kind: 'done' });
    expect(first.view().grants).toEqual([]);
    expect(await first.revokeGrant(id)).toMatchObject({ code: 'unknown-request' });
    at.ask();
    await waits(first);
    await first.close();
    const second = await at.open();
    expect(second.view().grants).toEqual([]);
    at.ask();
    await waits(second);
    expect(await at.record()).toContainEqual({
      kind: 'grant-ended',
      grant: id,
      why: 'revoked',
      by: 'window 1',
      used: 0,
    });
  });
});

describe('a grant for an hour', () => {
  test('ends with the hour', async () => {
    const at = await world();
    const desk = await at.open();
    await give(desk, at, 'hour');
    at.forward(3_500_000);
    expect(await verdict(at.ask())).toBe('allow');
    at.forward(100_000);
    at.ask();
    await waits(desk);
    expect(desk.view().grants).toEqual([]);
  });

  test('covers what its rule matches and nothing else, in its folder only', async () => {
    const at = await world();
    const desk = await at.open();
    await give(desk, at, 'hour');
    const other = join(at.home, 'shop');
    await mkdir(other);
    at.ask('npm run lint', { folder: other });
    await waits(desk, 1);
    for (const [n, more] of ['; rm -rf ~', ' > ~/.bashrc', ' $(id)', ' --fix', ' &'].entries()) {
      at.ask(`npm run lint${more}`);
      await waits(desk, n + 2);
    }
    expect(await verdict(at.ask())).toBe('allow');
  });

  test.each([
    ['a rule to ask', { ask: ['Bash(npm run *)'] }],
    ['a rule to deny', { deny: ['Bash(npm run lint)'] }],
  ])('yields to %s that is written meanwhile', async (_what, permissions) => {
    const at = await world();
    const desk = await at.open();
    await give(desk, at, 'hour');
    const file = join(at.folder, '.claude/settings.json');
    await mkdir(dirname(file));
    await writeFile(file, JSON.stringify({ permissions }));
    at.ask();
    await waits(desk);
    await rm(file);
    expect(await verdict(at.ask())).toBe('allow');
  });

  test('holds nothing while Claude Code ignores a settings file', async () => {
    const at = await world();
    const desk = await at.open();
    await give(desk, at, 'hour');
    const file = join(at.folder, '.claude/settings.local.json');
    await mkdir(dirname(file));
    await writeFile(file, '{ "permissions": { "deny": ["Bash(npm run lint)"], } }');
    at.ask();
    await waits(desk);
    await rm(file);
    await mkdir(file);
    at.ask();
    await waits(desk, 2);
  });
});

describe('a grant for a session', () => {
  test('is for that session, and kept over a restart while it runs', async () => {
    const at = await world();
    await at.session('one', true);
    const first = await at.open();
    await give(first, at, 'session', 'one');
    at.ask('npm run lint', { session: 'two' });
    await waits(first);
    await first.close();
    const second = await at.open();
    expect(await verdict(at.ask('npm run lint', { session: 'one' }))).toBe('allow');
    expect(second.view().grants).toMatchObject([{ limit: { kind: 'session' }, used: 1 }]);
  });

  test('ends with the session', async () => {
    const at = await world();
    await at.session('one', true);
    const desk = await at.open();
    await give(desk, at, 'session', 'one');
    await at.session('one', false);
    await expect.poll(() => desk.view().grants, { timeout: 10_000 }).toEqual([]);
    await expect
      .poll(at.record)
      .toContainEqual(expect.objectContaining({ kind: 'grant-ended', why: 'session-ended' }));
  });

  test('ends with a session that ended while no window was open', async () => {
    const at = await world();
    await at.session('one', true);
    const first = await at.open();
    await give(first, at, 'session', 'one');
    await first.close();
    await at.session('one', false);
    const second = await at.open();
    await expect.poll(() => second.view().grants).toEqual([]);
  });

  test('stays where it can’t be told whether the session runs', async () => {
    const at = await world();
    const first = await at.open();
    await give(first, at, 'session', 'one');
    await first.close();
    const second = await at.open();
    expect(await verdict(at.ask('npm run lint', { session: 'one' }))).toBe('allow');
    expect(second.view().grants).toHaveLength(1);
  });
});
