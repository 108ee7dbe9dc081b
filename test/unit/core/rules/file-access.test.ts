import { describe, expect, it } from 'vitest';
import { compileFileRules, judgeAccess } from '../../../../src/core/rules/file-access.ts';
import type { PlacedRule } from '../../../../src/core/rules/placed-rule.ts';
import { FOLDER, PLACES, placed } from './placed.ts';

type Kind = 'read' | 'edit';

function outcome(
  rules: readonly PlacedRule[],
  kind: Kind,
  path: string,
  { tool = kind === 'read' ? 'Read' : 'Write', cwd = FOLDER } = {},
): string {
  return judgeAccess(compileFileRules(rules, PLACES), { kind, path, cwd, tool }).outcome;
}

describe('where relative patterns are read from, once the session is in another folder', () => {
  const cwd = `${FOLDER}/lib`;

  it('allows only from the folder the session is in', () => {
    const rules = [placed('Edit(src/**)')];
    expect(outcome(rules, 'edit', `${FOLDER}/lib/src/a`, { cwd })).toBe('allow');
    expect(outcome(rules, 'edit', `${FOLDER}/src/a`, { cwd })).toBe('ask');
  });

  it.each(['deny', 'ask'] as const)('to %s, from the one it started in, too', (behavior) => {
    const rules = [placed('Edit(a/b/**)', behavior), placed('Write')];
    expect(outcome(rules, 'edit', `${FOLDER}/lib/a/b/c`, { cwd })).toBe(behavior);
    expect(outcome(rules, 'edit', `${FOLDER}/a/b/c`, { cwd })).toBe(behavior);
    expect(outcome(rules, 'edit', `${FOLDER}/c/b/c`, { cwd })).toBe('allow');
  });

  it('reads one leading slash from the file’s root all the same', () => {
    expect(outcome([placed('Edit(/zz/**)')], 'edit', `${FOLDER}/zz/c`, { cwd })).toBe('allow');
    expect(outcome([placed('Edit(/zz/**)')], 'edit', 'zz/c', { cwd })).toBe('ask');
  });

  it('lets the whole project be read', () => {
    expect(outcome([], 'read', '../e.ts', { cwd })).toBe('allow');
    expect(outcome([], 'read', '../../e.ts', { cwd })).toBe('ask');
  });
});

describe('folders at any depth, `**/`', () => {
  it.each(['Edit(~/**/)', 'Edit(~//**/)', 'Edit(~/**/**/)'])(
    '%s is for what lies in them',
    (text) => {
      const rules = [placed(text)];
      expect(outcome(rules, 'edit', `${PLACES.home}/a/notes.md`)).toBe('allow');
      expect(outcome(rules, 'edit', `${PLACES.home}/notes.md`)).toBe('ask');
    },
  );

  it('are below a named folder for what lies right in that, too', () => {
    expect(outcome([placed('Edit(~/a/**/)')], 'edit', `${PLACES.home}/a/notes.md`)).toBe('allow');
    expect(outcome([placed('Edit(/**/)')], 'edit', `${FOLDER}/x`)).toBe('ask');
  });
});

describe('files that commands reach for', () => {
  const byCommand = { tool: 'Bash' };

  it('are not touched by rules for a tool as a whole', () => {
    for (const text of ['Read', 'Read(*)', 'Edit', 'Edit(*)', 'Write']) {
      expect(outcome([placed(text)], 'edit', 'n', byCommand)).toBe('ask');
      expect(outcome([placed(text)], 'read', '/etc/hosts', byCommand)).toBe('ask');
      expect(outcome([placed(text, 'deny')], 'read', 'n', byCommand)).toBe('allow');
    }
  });

  it('may be changed by a rule to edit, which doesn’t let commands read', () => {
    const rules = [placed('Edit(//etc/**)')];
    expect(outcome(rules, 'edit', '/etc/hosts', byCommand)).toBe('allow');
    expect(outcome(rules, 'read', '/etc/hosts', byCommand)).toBe('ask');
    expect(outcome(rules, 'read', '/etc/hosts')).toBe('allow');
  });

  it('may be written where reading is denied', () => {
    const rules = [placed('Read(src/**)', 'deny'), placed('Edit(src/**)')];
    expect(outcome(rules, 'edit', 'src/a', byCommand)).toBe('allow');
    expect(outcome(rules, 'read', 'src/a', byCommand)).toBe('deny');
    expect(outcome(rules, 'edit', 'src/a')).toBe('deny');
  });
});

describe('paths that could mean another file', () => {
  it.each(['C:\\x', 'C:/x', '\\\\srv\\x', 'a\\b', ' a', 'a ', 'a\0b', 'a\nb'])(
    'asks about %j whatever the rules allow',
    (path) => {
      const rules = [placed('Read'), placed('Write'), placed('Edit(//**)')];
      expect(outcome(rules, 'read', path)).toBe('ask');
      expect(outcome(rules, 'edit', path)).toBe('ask');
    },
  );

  it('asks in a folder that is not plainly a POSIX path', () => {
    expect(outcome([placed('Write')], 'edit', 'a', { cwd: 'C:\\proj' })).toBe('ask');
  });
});

describe('patterns with more stars than a path could need', () => {
  const wild = `Edit(${'*a'.repeat(30)}b)`;

  it('allow nothing, and ask about everything where they should deny', () => {
    expect(outcome([placed(wild)], 'edit', 'a'.repeat(200))).toBe('ask');
    expect(outcome([placed(wild, 'deny'), placed('Write')], 'edit', 'x')).toBe('ask');
    expect(outcome([placed('Edit(*a*b*c*)')], 'edit', 'xaxbxcx')).toBe('allow');
  });
});

it('names the rule that decides, and its file', () => {
  const rule = placed('Edit(src/**)', 'deny');
  const verdict = judgeAccess(compileFileRules([rule], PLACES), {
    kind: 'edit',
    path: 'src/a',
    cwd: FOLDER,
    tool: 'Edit',
  });
  expect(verdict.rule).toBe(rule);
  expect(verdict.because).toBe(
    'Edit(src/**) in /home/dev/proj/project.json denies changes to src/a.',
  );
});
