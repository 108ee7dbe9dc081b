import { expect, test } from 'vitest';
import { needsHomeScreen, proposedName } from '../../../../../webview/remote/pairing/platform.ts';

const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/604.1';
const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0';
const traits = (userAgent: string, maxTouchPoints = 5, installed = false) => ({
  userAgent,
  maxTouchPoints,
  installed,
});

test.each([
  [traits(`Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${SAFARI}`), 'iPhone', true],
  [traits(`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI}`), 'iPad', true],
  [traits(`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI}`, 0), 'Mac', false],
  [traits(`Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) ${SAFARI}`, 5, true), 'iPhone', false],
  [traits(`Mozilla/5.0 (Linux; Android 10; K) ${CHROME} Mobile`), 'Android phone (Chrome)', false],
  [traits(`Mozilla/5.0 (Linux; Android 10; K) ${CHROME}`), 'Android tablet (Chrome)', false],
  [traits(`Mozilla/5.0 (Windows NT 10.0) ${CHROME} Edg/156`, 0), 'Windows PC (Edge)', false],
  [
    traits('Mozilla/5.0 (Android 15; Mobile; rv:153.0) Firefox/153.0'),
    'Android phone (Firefox)',
    false,
  ],
  [traits('something else'), 'Browser', false],
])('%j', (given, name, homeScreen) => {
  expect(proposedName(given)).toBe(name);
  expect(needsHomeScreen(given)).toBe(homeScreen);
});
