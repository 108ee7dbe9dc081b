import { expect, it } from 'vitest';
import { isOnAnywhere, leashInForce } from '../../../src/protocol/leash-in-force.ts';
import { aLeash } from '../../fakes/leash.ts';

const nothing = { mode: null, profile: null } as const;
const folder = { folder: '/p', projectFile: null };
const session = { session: 's', folder: '/p', paused: null };

it('is what the nearest place says, of mode and profile each', () => {
  const leash = aLeash({
    machine: { mode: 'partial', profile: 'Standard' },
    folders: [{ ...folder, choice: { mode: null, profile: 'Read Only' } }],
    sessions: [{ ...session, choice: { mode: 'manual', profile: null } }],
  });
  const at = (folderName: string | null, sessionName: string | null): unknown =>
    leashInForce(leash, { folder: folderName, session: sessionName });
  expect(at(null, null)).toEqual({ mode: 'partial', profile: 'Standard' });
  expect(at('/p', null)).toEqual({ mode: 'partial', profile: 'Read Only' });
  expect(at('/p', 's')).toEqual({ mode: 'manual', profile: 'Read Only' });
  expect(leashInForce(aLeash(), { folder: '/p', session: 's' })).toEqual({
    mode: 'off',
    profile: null,
  });
});

it('is on anywhere once a single place has a mode that is on', () => {
  expect(isOnAnywhere(aLeash({ machine: { mode: 'off', profile: 'Standard' } }))).toBe(false);
  expect(isOnAnywhere(aLeash({ machine: { mode: 'full', profile: null } }))).toBe(true);
  const choice = { mode: 'full', profile: null } as const;
  expect(isOnAnywhere(aLeash({ folders: [{ ...folder, choice }] }))).toBe(true);
  expect(isOnAnywhere(aLeash({ sessions: [{ ...session, choice }] }))).toBe(true);
  expect(isOnAnywhere(aLeash({ sessions: [{ ...session, choice: nothing }] }))).toBe(false);
});
