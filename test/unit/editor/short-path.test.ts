import { expect, test } from 'vitest';
import { shortPath } from '../../../src/editor/short-path.ts';

test.each([
  ['/home/dev/.claude/settings.json', '~/.claude/settings.json'],
  ['/home/developer/x', '/home/developer/x'],
  ['/srv/x', '/srv/x'],
])('%s reads as %s', (path, short) => {
  expect(shortPath(path, '/home/dev')).toBe(short);
});
