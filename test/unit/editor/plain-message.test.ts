import { expect, test } from 'vitest';
import { plainMessage } from '../../../src/editor/plain-message.ts';

test('words from outside never become a link', () => {
  expect(plainMessage('Rule saved: Bash([yes](command:x))')).toBe(
    'Rule saved: Bash([yes] (command:x))',
  );
});

test('anything else stays as it is', () => {
  expect(plainMessage('Bash(npm run test:*)')).toBe('Bash(npm run test:*)');
});
