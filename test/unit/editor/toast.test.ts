import { expect, test } from 'vitest';
import type { Request } from '../../../src/core/request/request.ts';
import { isExactInNotification } from '../../../src/core/display/exact.ts';
import { toastFor } from '../../../src/editor/toast.ts';
import { ANYBODY } from '../../../src/core/policy/approvers.ts';
import { aPending } from '../../fakes/desk.ts';

function toastOf(fields: Partial<Request>) {
  const item = aPending(fields);
  return toastFor([item], [item]);
}
const command = (text: string) => ({
  subject: { kind: 'command' as const, command: text, description: null },
});

test('a command that fits stands there word for word and can be answered', () => {
  expect(toastOf({})).toEqual({
    id: 'r1',
    text: 'Claude Code wants to run a command in proj: npm test',
    buttons: ['Allow', 'Deny', 'Review'],
  });
});

test.each([
  'a'.repeat(101),
  'echo a\necho b',
  'echo a  b',
  ' echo a',
  'echo [all is well](command:x)',
  'echo a\u202eb',
  'echo \u0430',
  '',
])('%j is not shown exactly by a notification, so it cannot be allowed there', (text) => {
  expect(isExactInNotification(text)).toBe(false);
  const toast = toastOf(command(text));
  expect(toast?.buttons).toEqual(['Deny', 'Review']);
  expect(toast?.text).toBe(
    'Claude Code wants to run a command in proj. Review it to see the whole of it.',
  );
});

test('what the subject does not say has to be read before it is allowed', () => {
  expect(toastOf({ rest: { dangerouslyDisableSandbox: true } })?.buttons).toEqual([
    'Deny',
    'Review',
  ]);
});

test('an edit, a file and a plan are reviewed or denied; a question is only reviewed', () => {
  const path = '/home/dev/proj/a.ts';
  const subjects: Request['subject'][] = [
    { kind: 'edit', path, before: 'a', after: 'b', everywhere: false },
    { kind: 'write', path, content: 'a' },
    { kind: 'plan', plan: 'First.' },
    { kind: 'question', questions: [] },
  ];
  expect(subjects.map((subject) => toastOf({ subject })?.buttons)).toEqual([
    ['Deny', 'Review'],
    ['Deny', 'Review'],
    ['Deny', 'Review'],
    ['Review'],
  ]);
});

test('what is risky, or takes other signatures, is reviewed first, and a high tier is said', () => {
  const { judgement } = aPending().request;
  const risky = (tier: typeof judgement.tier) => toastOf({ judgement: { ...judgement, tier } });
  expect(risky('medium')?.buttons).toContain('Allow');
  for (const tier of ['high', 'critical'] as const) {
    expect(risky(tier)?.buttons).toEqual(['Deny', 'Review']);
  }
  expect(risky('high')?.text).toBe(
    'High risk: Claude Code wants to run a command in proj: npm test',
  );
  expect(toastOf({ requires: [ANYBODY] })?.buttons).toEqual(['Deny', 'Review']);
});

test('a folder with a telling name is left out', () => {
  expect(toastOf({ cwd: '/home/dev/[x](command:y)' })?.text).toBe(
    'Claude Code wants to run a command: npm test',
  );
});

test('several are told as one, which can only be reviewed', () => {
  const items = ['a', 'b', 'c'].map((id) => aPending({ id }));
  expect(toastFor(items.slice(2), items)).toEqual({
    id: 'a',
    text: '3 requests wait for your answer.',
    buttons: ['Review'],
  });
});

test('what was answered meanwhile is not told', () => {
  expect(toastFor([aPending({ id: 'a' })], [])).toBeNull();
  expect(toastFor([aPending({ id: 'a' })], [aPending({ id: 'b' })])).toBeNull();
});

test('a test request says that it is one', () => {
  expect(toastOf({ purpose: 'test' })?.text).toMatch(/^A test request wants to run/);
});
