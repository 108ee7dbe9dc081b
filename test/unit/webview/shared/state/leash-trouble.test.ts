import { expect, it } from 'vitest';
import { leashTrouble } from '../../../../../webview/shared/state/leash-trouble.ts';
import { stubbornDenials } from '../../../../../webview/shared/state/stubborn.ts';
import { aLeash } from '../../../../fakes/leash.ts';
import { inState, waiting } from '../../../../fakes/panel-snapshots.ts';

const choice = { mode: null, profile: null };
const file = '/home/dev/shop/.claude/countersign.json';

it('names what can’t be used and what has no effect, each once', () => {
  const folder = { folder: '/home/dev/shop', choice };
  expect(leashTrouble(aLeash())).toEqual([]);
  expect(
    leashTrouble(
      aLeash({
        problem: 'It can’t be read.',
        organisation: { file: '/etc/countersign/leash.json', problem: 'mode is not known.' },
        folders: [
          { ...folder, projectFile: { file, problem: 'profile is missing.', loosened: [] } },
          { ...folder, projectFile: { file, problem: null, loosened: ['One.', 'Two.'] } },
          { ...folder, projectFile: null },
        ],
      }),
    ),
  ).toEqual([
    'It can’t be read.',
    'The organisation’s file /etc/countersign/leash.json: mode is not known.',
    'shop’s countersign.json: profile is missing.',
    'shop’s countersign.json can only tighten, so this has no effect: One. Two.',
  ]);
});

it('says what policies hold while the mode is off', () => {
  expect(leashTrouble(aLeash({ policies: 'held' }))).toEqual([]);
  expect(leashTrouble(aLeash({ policies: 'only-asked' }))).toEqual([
    'While the mode is off, your policies hold only what Claude Code itself asks. With a mode on they hold every call they speak of.',
  ]);
});

it('a card offers more once the tool was denied often enough, and never where that is turned off', () => {
  const denied = { kind: 'answered-elsewhere', outcome: 'denied', how: 'there', at: 1 } as const;
  const items = ['a', 'b', 'c'].map((id) => inState(denied, { id }));
  const { request } = waiting({ id: 'now' });
  expect(stubbornDenials({ items, denialLimit: 3 }, request)).toBe(3);
  expect(stubbornDenials({ items, denialLimit: 4 }, request)).toBeNull();
  expect(stubbornDenials({ items, denialLimit: 0 }, request)).toBeNull();
});
