import { expect, test } from 'vitest';
import { checkSetting } from '../../../src/editor/setting-values.ts';

test.each([1024, 27182, 65535])('port %d counts as it is', (port) => {
  expect(checkSetting('port', port)).toEqual({ value: port, problem: null });
});

test.each([80, 65536, 27182.5, '27182', null, undefined, {}])(
  'port %j counts as the default, and the person is told',
  (raw) => {
    expect(checkSetting('port', raw)).toEqual({
      value: 27182,
      problem:
        'The setting countersign.port must be a whole number from 1024 to 65535. Until it is, 27182 counts.',
    });
  },
);

test('notifications are on or off, and on where the value is bad', () => {
  expect(checkSetting('notifications', false)).toEqual({ value: false, problem: null });
  expect(checkSetting('notifications', 'no')).toEqual({
    value: true,
    problem:
      'The setting countersign.notifications must be true or false. Until it is, true counts.',
  });
});

test('an unknown program leads no address here, and the person is told which there are', () => {
  expect(checkSetting('tunnel.program', 'ssh')).toEqual({ value: 'ssh', problem: null });
  const { value, problem } = checkSetting('tunnel.program', 'telnet');
  expect(value).toBe('none');
  expect(problem).toContain('one of none, cloudflared, tailscale,');
});

test.each([-1, 1441, '10', true])('Away turns itself on after ten minutes instead of %j', (raw) => {
  expect(checkSetting('away.after', raw).value).toBe(10);
});

test('hosts of push services are a list of texts', () => {
  expect(checkSetting('push.hosts', ['push.example.org']).value).toEqual(['push.example.org']);
  expect(checkSetting('push.hosts', 'push.example.org')).toEqual({
    value: [],
    problem:
      'The setting countersign.push.hosts must be a list of host names. Until it is, an empty list counts.',
  });
});
