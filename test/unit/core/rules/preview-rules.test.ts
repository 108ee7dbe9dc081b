import { describe, expect, test } from 'vitest';
import type { Call } from '../../../../src/core/rules/call.ts';
import type { PlacedRule, RuleBehavior } from '../../../../src/core/rules/placed-rule.ts';
import type { RuleDraft } from '../../../../src/core/rules/preview.ts';
import {
  previewRules,
  type EarlierCall,
  type PreviewInput,
  type PreviewPlace,
} from '../../../../src/core/rules/preview-rules.ts';

const folder = '/home/dev/app';
const places = { folder, home: '/home/dev', claudeDir: '/home/dev/.claude' };
const file = '/home/dev/app/.claude/settings.json';

const bash = (command: string): Call => ({ tool: 'Bash', input: { command }, cwd: folder });

function rule(text: string, behavior: RuleBehavior = 'allow', at = '/u.json'): PlacedRule {
  return { text, behavior, scope: 'user', file: at, root: folder };
}

function draftOf(rules: readonly string[], behavior: RuleDraft['behavior'] = 'allow'): RuleDraft {
  return { behavior, to: 'project', rules };
}

function placeFor({ rules, behavior }: RuleDraft, ...inForce: readonly PlacedRule[]): PreviewPlace {
  return { places, inForce, added: rules.map((text) => rule(text, behavior, file)) };
}

function input(draft: RuleDraft, fields: Partial<PreviewInput> = {}): PreviewInput {
  return {
    draft,
    file,
    there: [],
    call: bash('make build'),
    place: placeFor(draft),
    earlier: [],
    canSave: true,
    idle: null,
    takesEffect: 'now',
    ...fields,
  };
}

function earlier(place: PreviewPlace, command: string, waits = false): EarlierCall {
  return { call: bash(command), place, title: command, waits };
}

describe('this call', () => {
  test('is allowed from now on, or still asked', () => {
    expect(previewRules(input(draftOf(['Bash(make *)']))).thisCall.outcome).toBe('allow');
    const other = previewRules(input(draftOf(['Bash(npm *)']))).thisCall;
    expect(other.outcome).toBe('ask');
    expect(other.because).not.toBe('');
  });

  test('is judged beside the rules in force: one to deny goes first', () => {
    const draft = draftOf(['Bash(make *)']);
    const place = placeFor(draft, rule('Bash(make build)', 'deny'));
    expect(previewRules(input(draft, { place })).thisCall.outcome).toBe('deny');
  });

  test('is asked about, whatever the rules, where they decide nothing', () => {
    const preview = previewRules(input(draftOf(['Bash(make *)']), { idle: 'It is ignored.' }));
    expect(preview.thisCall).toEqual({ outcome: 'ask', because: 'It is ignored.' });
  });

  test('is denied by a draft to deny', () => {
    const preview = previewRules(input(draftOf(['Bash(make *)'], 'deny')));
    expect(preview.thisCall.outcome).toBe('deny');
  });
});

describe('the calls before', () => {
  test('are counted where the new rules alone would have decided them', () => {
    const draft = draftOf(['Bash(make *)']);
    const place = placeFor(draft, rule('Bash(npm *)'));
    const commands = ['make a', 'npm test', 'ls', 'make a && npm test', 'make b'];
    const preview = previewRules(
      input(draft, { place, earlier: commands.map((command) => earlier(place, command)) }),
    );
    expect(preview.alsoMatched).toEqual({ count: 2, of: 5, examples: ['make a', 'make b'] });
    expect(preview.alsoWaiting).toBe(0);
  });

  test('are named five at most, each once', () => {
    const draft = draftOf(['Bash(make *)']);
    const place = placeFor(draft);
    const commands = ['make 1', 'make 1', 'make 2', 'make 3', 'make 4', 'make 5', 'make 6'];
    const { alsoMatched } = previewRules(
      input(draft, { place, earlier: commands.map((command) => earlier(place, command)) }),
    );
    expect(alsoMatched).toEqual({ count: 7, of: 7, examples: [...new Set(commands)].slice(0, 5) });
  });

  test('that still wait are settled with all rules in force, and only by the new ones', () => {
    const draft = draftOf(['Bash(make *)']);
    const place = placeFor(draft, rule('Bash(npm *)'), rule('Bash(make clean)', 'ask'));
    const commands = ['make a', 'make a && npm test', 'npm test', 'make clean', 'touch x'];
    const waiting = commands.map((command) => earlier(place, command, true));
    expect(previewRules(input(draft, { place, earlier: waiting })).alsoWaiting).toBe(2);
    expect(previewRules(input(draft, { place, earlier: waiting, idle: 'No.' })).alsoWaiting).toBe(
      0,
    );
  });

  test('are looked at by the rules of their own place', () => {
    const draft = draftOf(['Bash(make *)']);
    const there = placeFor(draft, rule('Bash(make a)', 'deny'));
    const preview = previewRules(input(draft, { earlier: [earlier(there, 'make a', true)] }));
    expect(preview.alsoMatched.count).toBe(1);
    expect(preview.alsoWaiting).toBe(0);
  });

  test('are counted for a rule to deny that would have denied them', () => {
    const draft = draftOf(['Bash(make *)'], 'deny');
    const place = placeFor(draft);
    const waiting = ['make a', 'npm test && make b', 'npm test'].map((command) =>
      earlier(place, command, true),
    );
    const preview = previewRules(input(draft, { place, earlier: waiting }));
    expect(preview.alsoMatched.count).toBe(2);
    expect(preview.alsoWaiting).toBe(2);
  });
});

describe('a rule', () => {
  test('that stands in the file already is named so', () => {
    const draft = draftOf(['Bash(make *)', 'Bash(npm *)']);
    const { rules } = previewRules(input(draft, { there: ['Bash(npm *)'] }));
    expect(rules.map(({ text, notes }) => [text, notes])).toEqual([
      ['Bash(make *)', []],
      ['Bash(npm *)', [{ kind: 'already-there', file }]],
    ]);
  });

  test('that another covers, or a rule to ask goes before, is told with the other and its file', () => {
    const covered = draftOf(['Bash(make build)']);
    const place = placeFor(covered, rule('Bash(make *)'));
    expect(previewRules(input(covered, { place })).rules[0]?.notes).toEqual([
      { kind: 'covered', by: 'Bash(make *)', file: '/u.json' },
    ]);
    const asking = placeFor(covered, rule('Bash(make *)', 'ask'));
    expect(previewRules(input(covered, { place: asking })).rules[0]?.notes).toEqual([
      { kind: 'shadowed', by: 'Bash(make *)', file: '/u.json', behavior: 'ask' },
    ]);
  });

  test('goes with the file, and may be saved as the queue says', () => {
    const draft = draftOf(['Bash(make *)']);
    expect(
      previewRules(input(draft, { canSave: false, takesEffect: 'when-trusted' })),
    ).toMatchObject({ file, canSave: false, takesEffect: 'when-trusted' });
    expect(previewRules(input({ ...draft, to: 'grant' }, { file: null })).file).toBeNull();
  });
});
