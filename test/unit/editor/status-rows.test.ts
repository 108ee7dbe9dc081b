import { expect, test } from 'vitest';
import { statusRows } from '../../../src/editor/status-rows.ts';
import { aView } from '../../fakes/desk.ts';

test('shows the desk and each file with our hook entry, which opens', () => {
  const [desk, hook, ...more] = statusRows(aView(), '/home/dev');
  expect(desk).toMatchObject({ label: 'Desk in this window', description: 'port 27182' });
  expect(hook).toMatchObject({
    description: 'in ~/.claude/settings.json',
    action: { kind: 'file', path: '/home/dev/.claude/settings.json' },
  });
  expect(more).toEqual([]);
});

test('offers to take over, to use the free port, and to connect', () => {
  const elsewhere = { kind: 'elsewhere' as const, port: 1, window: 'api', waiting: 0 };
  const taken = { kind: 'port-taken' as const, port: 27182, suggested: 27183 };
  const actions = [
    ...statusRows(aView({ desk: elsewhere }), '/home/dev'),
    ...statusRows(aView({ desk: taken }), '/home/dev'),
    ...statusRows(aView({ connection: { kind: 'not-connected', findings: [] } }), '/home/dev'),
  ].flatMap(({ action }) => (action?.kind === 'command' ? [action.name] : []));
  expect(actions).toEqual(['takeOver', 'useSuggestedPort', 'connect']);
});

test('a finding is mended where we can, else its file opens', () => {
  const finding = {
    id: 'hook-timeout-short' as const,
    severity: 'warning' as const,
    title: 'The hook gives up early',
    detail: 'It waits a minute only.',
    file: '/home/dev/.claude/settings.json',
    fix: 'Wait a day',
  };
  const findings = [finding, { ...finding, id: 'proxy-in-the-way' as const, fix: null }];
  const rows = statusRows(aView({ connection: { kind: 'not-connected', findings } }), '/home/dev');
  expect(rows.slice(-2).map(({ action }) => action)).toEqual([
    { kind: 'command', name: 'mend', argument: 'hook-timeout-short' },
    { kind: 'file', path: '/home/dev/.claude/settings.json' },
  ]);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});
