import { describe, expect, it } from 'vitest';
import { notHereLeash, type LeashControl } from '../../../../src/broker/leash/leash-control.ts';
import { withPreTool } from '../../../../src/broker/leash/with-pre-tool.ts';
import { refused, type Outcome } from '../../../../src/core/request/item.ts';

const done = (note: string | null): Outcome => ({ kind: 'done', note });
const locked = refused('settings-left-alone', 'The file is read-only.');

/** A control whose stop ends so, with an entry whose change ends so; `order` says what came when. */
function controlWith(set: Outcome, put: Outcome): { control: LeashControl; order: string[] } {
  const order: string[] = [];
  const say = (what: string, outcome: Outcome) => {
    order.push(what);
    return Promise.resolve(outcome);
  };
  const control = withPreTool(
    {
      ...notHereLeash,
      setStopped: (on) => say(`stopped ${on}`, set),
      setPaused: (session, on) => say(`paused ${session} ${on}`, set),
    },
    { ensure: () => say('ensure', put), release: () => say('release', put) },
  );
  return { control, order };
}

describe('stopping', () => {
  it('stops first, then puts the entry in, and says so', async () => {
    const { control, order } = controlWith(done(null), done('An entry was added.'));
    expect(await control.setStopped(true)).toEqual(done('An entry was added.'));
    expect(order).toEqual(['stopped true', 'ensure']);
  });

  it('takes the entry out at the release', async () => {
    const { control, order } = controlWith(done('Agents go on.'), done('It was taken out.'));
    expect(await control.setStopped(false)).toEqual(done('Agents go on. It was taken out.'));
    expect(order).toEqual(['stopped false', 'release']);
  });

  it('goes for one session too', async () => {
    const { control, order } = controlWith(done(null), done(null));
    expect(await control.setPaused('s1', true)).toEqual(done(null));
    await control.setPaused('s1', false);
    expect(order).toEqual(['paused s1 true', 'ensure', 'paused s1 false', 'release']);
  });

  it('says what still goes on where the settings can’t be changed', async () => {
    const { control } = controlWith(done(null), locked);
    expect(await control.setStopped(true)).toEqual(
      done('But calls that Claude Code does not ask about go on: The file is read-only.'),
    );
  });

  it('puts the entry in where the stop holds and only could not be kept', async () => {
    const notKept = refused('leash-not-kept', 'It holds until the restart.');
    const { control, order } = controlWith(notKept, done('An entry was added.'));
    expect(await control.setStopped(true)).toEqual(
      refused('leash-not-kept', 'It holds until the restart. An entry was added.'),
    );
    expect(order).toContain('ensure');
  });

  it.each([
    [true, 'not-the-desk'],
    [false, 'leash-not-kept'],
  ] as const)('touches no settings where nothing was set (%s, %s)', async (on, code) => {
    const { control, order } = controlWith(refused(code, 'No.'), done('x'));
    expect(await control.setStopped(on)).toEqual(refused(code, 'No.'));
    expect(order).toEqual([`stopped ${on}`]);
  });
});
