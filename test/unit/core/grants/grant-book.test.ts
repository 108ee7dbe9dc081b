import { describe, expect, it } from 'vitest';
import type { Grant } from '../../../../src/core/grants/grant.ts';
import { openGrantBook, type Ending } from '../../../../src/core/grants/grant-book.ts';
import { fakePorts, type Weather } from '../../../fakes/queue-ports.ts';
import { aGrant } from '../../../fakes/grants.ts';

const choice = { term: 'five-times', rules: ['Bash(npm test *)'] } as const;
const place = { folder: '/home/dev/proj', session: 's1', by: 'proj' };

function aBook(saved: readonly Grant[] = [], weather: Weather = {}) {
  const ports = fakePorts(weather);
  const endings: Ending[] = [];
  const underWay: Promise<unknown>[] = [];
  let changes = 0;
  const book = openGrantBook(ports, saved, {
    changed: () => (changes += 1),
    ended: (ending) => endings.push(ending),
    track(work) {
      underWay.push(work);
      return work;
    },
  });
  const onDisk = () => {
    const kept = ports.diary.filter((entry) => entry.kind === 'grants-kept').at(-1);
    return kept?.kind === 'grants-kept' ? kept.grants : null;
  };
  return {
    book,
    ports,
    endings,
    onDisk,
    idle: () => Promise.all(underWay),
    changes: () => changes,
  };
}

/** A keeper that fails while it is told to. */
const failing = () => {
  const weather = { fails: false, keeperFails: (): boolean => weather.fails };
  return weather;
};

describe('giving', () => {
  it('puts the grant on disk before it holds', async () => {
    const { book, onDisk } = aBook();
    const giving = await book.give(choice, place);
    if (giving.kind === 'refused') throw new Error(giving.message);
    expect(onDisk()).toEqual([aGrant()]);
    expect(book.list()).toEqual([]);
    expect(await book.use('g1')).toBeNull();
    book.begin(giving.grant);
    expect(book.list()).toEqual([aGrant()]);
  });

  it('is refused with words where it can’t be put on disk, and leaves nothing', async () => {
    const weather = failing();
    const { book, onDisk } = aBook([], weather);
    weather.fails = true;
    expect(await book.give(choice, place)).toEqual({
      kind: 'refused',
      message: 'The disk is full.',
    });
    weather.fails = false;
    await book.give(choice, place);
    expect(onDisk()).toEqual([aGrant({ id: 'g2' })]);
  });

  it('can be withdrawn before it began; says where the disk keeps it', async () => {
    const weather = failing();
    const { book, onDisk } = aBook([], weather);
    const giving = await book.give(choice, place);
    if (giving.kind === 'refused') throw new Error(giving.message);
    weather.fails = true;
    expect(await book.withdraw(giving.grant)).toBe(false);
    weather.fails = false;
    expect(await book.withdraw(giving.grant)).toBe(true);
    expect(onDisk()).toEqual([]);
    expect(book.list()).toEqual([]);
  });
});

describe('using', () => {
  it('is counted on disk before it is told', async () => {
    const { book, onDisk } = aBook([aGrant()]);
    const used = aGrant({ limit: { kind: 'times', left: 4 }, used: 1 });
    expect(await book.use('g1')).toEqual(used);
    expect(onDisk()).toEqual([used]);
    expect(book.list()).toEqual([used]);
  });

  it('the last one twice at once gets it once', async () => {
    const { book } = aBook([aGrant({ limit: { kind: 'times', left: 1 } })]);
    const uses = await Promise.all([book.use('g1'), book.use('g1'), book.use('g1')]);
    expect(uses.map((use) => use !== null)).toEqual([true, false, false]);
    expect(book.list()).toEqual([]);
  });

  it('that can’t be counted on disk is none, and is given back', async () => {
    const { book, idle } = aBook([aGrant()], { keeperFails: () => true });
    expect(await book.use('g1')).toBeNull();
    await idle();
    expect(book.list()).toEqual([aGrant()]);
  });

  it('is given back, also on disk', async () => {
    const { book, onDisk, idle } = aBook([aGrant()]);
    await book.use('g1');
    book.giveBack('g1');
    await idle();
    expect(onDisk()).toEqual([aGrant()]);
  });
});

describe('the end', () => {
  it('of time and count comes by itself, and is told once', async () => {
    const until = aGrant({ id: 'g2', limit: { kind: 'until', at: 5_000 } });
    const up = aGrant({ id: 'g3', limit: { kind: 'times', left: 0 } });
    const { book, ports, endings, onDisk, idle } = aBook([aGrant(), until, up]);
    expect(book.list()).toEqual([aGrant(), until]);
    ports.clock.forward(4_000);
    expect(book.list()).toEqual([aGrant()]);
    expect(await book.use('g2')).toBeNull();
    book.tick();
    book.tick();
    await idle();
    expect(endings).toEqual([
      { grant: until, why: 'time-over', by: null },
      { grant: up, why: 'used-up', by: null },
    ]);
    expect(onDisk()).toEqual([aGrant()]);
  });

  it('of a session ends its grants and no others', async () => {
    const own = aGrant({ id: 'g2', limit: { kind: 'session', session: 's1' } });
    const other = aGrant({ id: 'g3', limit: { kind: 'session', session: 's2' } });
    const { book, endings, idle } = aBook([aGrant(), own, other]);
    book.endSession('s1');
    book.endSession('s1');
    await idle();
    expect(book.list()).toEqual([aGrant(), other]);
    expect(endings).toEqual([{ grant: own, why: 'session-ended', by: null }]);
  });

  it('by a person’s word is at once, and on disk', async () => {
    const { book, endings, onDisk, changes } = aBook([aGrant()]);
    const revoking = book.revoke('g1', 'proj');
    expect(book.list()).toEqual([]);
    expect(await book.use('g1')).toBeNull();
    expect(await revoking).toBe('revoked');
    expect(onDisk()).toEqual([]);
    expect(endings).toEqual([{ grant: aGrant(), why: 'revoked', by: 'proj' }]);
    expect(changes()).toBe(1);
    expect(await book.revoke('g1', 'proj')).toBe('unknown');
  });

  it('by a person’s word waits for what has taken a use before', async () => {
    const { book } = aBook([aGrant()]);
    let letGo = (): void => undefined;
    const work = book.during('g1', new Promise<void>((resolve) => (letGo = resolve)));
    let over = false;
    const revoking = book.revoke('g1', 'proj').then((outcome) => {
      over = true;
      return outcome;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(over).toBe(false);
    letGo();
    await work;
    expect(await revoking).toBe('revoked');
  });

  it('by a person’s word says where the disk still has it', async () => {
    const { book } = aBook([aGrant()], { keeperFails: () => true });
    expect(await book.revoke('g1', 'proj')).toBe('not-kept');
    expect(book.list()).toEqual([]);
  });
});
