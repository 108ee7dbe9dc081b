import { describe, expect, it } from 'vitest';
import {
  isPushEndpoint,
  isPushHost,
  pushOrigin,
} from '../../../../src/core/pairing/push-endpoint.ts';

const MORE = ['push.example.org', '*.ntfy.example.com'];

describe('isPushEndpoint', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/dQw4:APA91b-x_y',
    'https://jmt17.google.com/fcm/send/a',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAA-_',
    'https://web.push.apple.com/QGx',
    'https://a.b.push.apple.com/x',
    'https://wns2-by3p.notify.windows.com/w/?token=BQY%3d%3d',
    'https://push.example.org/up/1',
    'https://a.ntfy.example.com/up?x=1&y=2',
  ])('takes %s', (endpoint) => {
    expect(isPushEndpoint(endpoint, MORE)).toBe(true);
  });

  it.each([
    // Not encrypted, or no address at all.
    'http://fcm.googleapis.com/fcm/send/a',
    'HTTPS://fcm.googleapis.com/fcm/send/a',
    ' https://fcm.googleapis.com/fcm/send/a',
    'https:/fcm.googleapis.com/fcm/send/a',
    'https:fcm.googleapis.com/fcm/send/a',
    '//fcm.googleapis.com/a',
    '',
    // Another host that looks alike, or is only part of one.
    'https://evil.example/fcm.googleapis.com/',
    'https://fcm.googleapis.com.evil.example/a',
    'https://xfcm.googleapis.com/a',
    'https://sub.fcm.googleapis.com/a',
    'https://push.apple.com/a',
    'https://evilpush.apple.com/a',
    'https://web.push.apple.com.evil.example/a',
    'https://ntfy.example.com/a',
    'https://fcm.googleapis.com./a',
    'https://.push.apple.com/a',
    'https://web..push.apple.com/a',
    // What one reader takes for the host and another does not.
    'https://fcm.googleapis.com@evil.example/a',
    'https://me:pw@fcm.googleapis.com/a',
    'https://evil.example\\@fcm.googleapis.com/a',
    'https://evil.example\\.push.apple.com/a',
    'https://evil.example#.push.apple.com/a',
    'https://evil.example?.push.apple.com/a',
    'https://evil.example%2f.push.apple.com/a',
    'https://evil.example\t.push.apple.com/a',
    'https://evil.example\n.push.apple.com/a',
    'https://fcm.googleapis.com\\evil/a',
    'https://fcm。googleapis.com/a',
    'https://ｆcm.googleapis.com/a',
    'https://FCM.googleapis.com/a',
    // Ports, and no path.
    'https://fcm.googleapis.com:443/a',
    'https://fcm.googleapis.com:8443/a',
    'https://fcm.googleapis.com',
    // Machines nearby.
    'https://127.0.0.1/a',
    'https://2130706433/a',
    'https://0x7f.1/a',
    'https://[::1]/a',
    'https://localhost/a',
    'https://169.254.169.254/latest/meta-data/',
    // What does not belong into an address.
    'https://fcm.googleapis.com/a b',
    'https://fcm.googleapis.com/a#b',
    'https://fcm.googleapis.com/a\r\nX: y',
    'https://fcm.googleapis.com/\u202ea',
  ])('refuses %j', (endpoint) => {
    expect(isPushEndpoint(endpoint, MORE)).toBe(false);
  });

  it('takes no host from the setting that is none, or names a machine nearby', () => {
    const hosts = [
      '*',
      '*.',
      '*.com',
      'localhost',
      '127.0.0.1',
      '*.0.0.1',
      'printer.local',
      'a.b/',
    ];
    expect(hosts.filter(isPushHost)).toEqual([]);
    expect(isPushEndpoint('https://evil.com/a', ['*', '*.com', '.com', 'evil.com/a'])).toBe(false);
    expect(isPushEndpoint('https://127.0.0.1/a', ['127.0.0.1', '*.0.0.1'])).toBe(false);
    expect(isPushEndpoint('https://printer.local/a', ['printer.local'])).toBe(false);
  });

  it('reads the same host as the one who sends', () => {
    const endpoint = 'https://a.b.push.apple.com/x:1@y/../?z=//w';
    expect(isPushEndpoint(endpoint, [])).toBe(true);
    expect(pushOrigin(endpoint)).toBe(new URL(endpoint).origin);
    expect(pushOrigin('https://a.example:1/')).toBeNull();
  });
});
