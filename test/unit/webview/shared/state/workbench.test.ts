import { describe, expect, test } from 'vitest';
import type { PartOffer } from '../../../../../src/core/rules/offers.ts';
import type { AlwaysMode } from '../../../../../webview/shared/state/card-ui.ts';
import type { OpenItem } from '../../../../../webview/shared/state/view.ts';
import {
  allowChoice,
  chosenRules,
  draftOf,
  freshWorkbench,
  isByHand,
  withPen,
  withRung,
  withText,
} from '../../../../../webview/shared/state/workbench.ts';
import { aPart, NOW } from '../../../../fakes/panel-snapshots.ts';
import { aRequest } from '../../../../fakes/requests.ts';

const install: PartOffer = {
  ...aPart('npm install', ['Bash(npm install)', 'exact'], ['Bash(npm install *)', 'action']),
  selected: 1,
};
const edits: PartOffer = {
  part: 'src',
  selected: 0,
  rungs: [
    {
      rung: 'folder',
      reach: 'folder',
      warning: null,
      rules: {
        project: ['Edit(/src/**)', 'Write(/src/**)'],
        local: ['Edit(/src/**)', 'Write(/src/**)'],
        user: ['Edit(//home/dev/proj/src/**)'],
      },
    },
  ],
};

function waits(...parts: readonly PartOffer[]): OpenItem {
  const offers = { kind: 'some', parts } as const;
  return {
    request: aRequest({ offers: { allow: offers, deny: offers } }),
    state: { kind: 'pending', claim: null },
  };
}

const lost = (item: OpenItem): OpenItem => ({
  ...item,
  state: { kind: 'orphaned', why: 'agent-gone', at: NOW, saved: null, dismissed: false },
});
const fresh = freshWorkbench('allow');

describe('the chosen rules', () => {
  test('are those of the safe rungs until others are chosen', () => {
    const item = waits(install, edits);
    const preselected = ['Bash(npm install *)', 'Edit(/src/**)', 'Write(/src/**)'];
    expect(chosenRules(item, fresh)).toEqual(preselected);
    expect(chosenRules(item, withRung(fresh, install, 0, 0))[0]).toBe('Bash(npm install)');
  });

  test('stand as they would in the chosen file; those of a grant as in the project’s', () => {
    const user: AlwaysMode = { ...fresh, destination: 'user' };
    expect(chosenRules(waits(edits), user)).toEqual(['Edit(//home/dev/proj/src/**)']);
    expect(chosenRules(waits(edits), { ...user, term: 'hour' })).toEqual([
      'Edit(/src/**)',
      'Write(/src/**)',
    ]);
  });

  test('are each there once', () => {
    expect(chosenRules(waits(install, install), fresh)).toEqual(['Bash(npm install *)']);
  });
});

describe('by hand', () => {
  const item = waits(install, edits);
  const pen = withPen(item, fresh, edits, 1);

  test('it begins with what was chosen, and changes one line at a time', () => {
    expect(chosenRules(item, pen)).toEqual(chosenRules(item, fresh));
    const written = withText(pen, edits, 1, 0, ' Edit(/src/*.ts) ');
    expect(chosenRules(item, written)).toEqual([
      'Bash(npm install *)',
      'Edit(/src/*.ts)',
      'Write(/src/**)',
    ]);
  });

  test('an emptied field drops its rule; where none is left the host hears of an empty one', () => {
    const one = withText(pen, edits, 1, 0, '  ');
    expect(chosenRules(item, one)).toEqual(['Bash(npm install *)', 'Write(/src/**)']);
    const alone = waits(install);
    const none = withText(withPen(alone, fresh, install, 0), install, 0, 0, '');
    expect(chosenRules(alone, none)).toEqual([]);
    expect(draftOf(alone, none).rules).toEqual(['']);
  });

  test('a rung that is chosen again counts; what was written is still there to come back to', () => {
    const written = withText(pen, edits, 1, 0, 'Edit(/a)');
    const back = withRung(written, edits, 1, 0);
    expect(isByHand(written)).toBe(true);
    expect(isByHand(back)).toBe(false);
    expect(chosenRules(item, back)).toEqual(chosenRules(item, fresh));
    expect(chosenRules(item, withPen(item, back, edits, 1))).toContain('Edit(/a)');
  });

  test('what was written stays as it is in another file', () => {
    const written = withText(pen, edits, 1, 0, 'Edit(/a)');
    expect(chosenRules(item, { ...written, destination: 'user' })).toContain('Edit(/a)');
  });
});

test('only an agent that waits can be allowed something for a while', () => {
  const item = waits(install);
  const hour: AlwaysMode = { ...fresh, term: 'hour', destination: 'local' };
  const rules = ['Bash(npm install *)'];
  expect(allowChoice(item, hour)).toEqual({ term: 'hour', rules });
  expect(draftOf(item, hour).to).toBe('grant');
  expect(allowChoice(lost(item), hour)).toEqual({ destination: 'local', rules });
  expect(draftOf(lost(item), hour).to).toBe('local');
  expect(draftOf(item, { ...hour, behavior: 'deny' }).to).toBe('local');
});
