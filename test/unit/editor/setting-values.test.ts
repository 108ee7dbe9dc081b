import { expect, test } from 'vitest';
import { checkNotifications, checkPort } from '../../../src/editor/setting-values.ts';

test.each([1024, 27182, 65535])('port %d counts as it is', (port) => {
  expect(checkPort(port)).toEqual({ value: port, problem: null });
});

test.each([80, 65536, 27182.5, '27182', null, undefined, {}])(
  'port %j counts as the default, and the person is told',
  (raw) => {
    expect(checkPort(raw)).toEqual({
      value: 27182,
      problem:
        'The setting countersign.port must be a whole number from 1024 to 65535. Until it is, 27182 counts.',
    });
  },
);

test('notifications are on or off, and on where the value is bad', () => {
  expect(checkNotifications(false)).toEqual({ value: false, problem: null });
  expect(checkNotifications('no')).toEqual({
    value: true,
    problem:
      'The setting countersign.notifications must be true or false. Until it is, true counts.',
  });
});
