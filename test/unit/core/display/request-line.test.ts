import { expect, test } from 'vitest';
import { requestLine } from '../../../../src/core/display/request-line.ts';
import { aRequest } from '../../../fakes/requests.ts';

const command = (text: string): string =>
  requestLine(aRequest({ subject: { kind: 'command', command: text, description: null } }));

test('a command is its own words, in one line that hides nothing', () => {
  expect(command('git push --force')).toBe('git push --force');
  expect(command('a\nb\u202Ec')).toBe('a⟨U+000A⟩b⟨U+202E⟩c');
});

test('a long command is cut where that shows', () => {
  const line = command('x'.repeat(500));
  expect(line).toHaveLength(120);
  expect(line.endsWith('x…')).toBe(true);
});

test('anything else is its title', () => {
  const subject = { kind: 'read', path: '/home/dev/proj/src/a.ts' } as const;
  expect(requestLine(aRequest({ subject }))).toBe('Read src/a.ts');
});
