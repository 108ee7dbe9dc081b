import { describe, expect, it } from 'vitest';
import { hostOf, isPublicName } from '../../../../src/core/rules/url-host.ts';

describe('the host of a web address', () => {
  it.each([
    ['https://Example.com/a', 'example.com'],
    ['http://a.org', 'a.org'],
    ['HTTPS://a-b.org:8080?x', 'a-b.org'],
    ['https://a.org:12345#x', 'a.org'],
    ['https://x', 'x'],
    ['https://1.2.3.4/', '1.2.3.4'],
  ])('%s: %s', (url, host) => {
    expect(hostOf(url)).toBe(host);
  });

  it.each([
    ...['', 'a.org', 'ftp://a.org', 'xhttp://a.org', 'https:/a.org', 'https://u@a.org'],
    ...['https://a_b.org', 'https://a.org:', 'https://a.org:123456', 'https://a.org:8x'],
    ...['https://-a.org', 'https://a-.org', 'https://a..org', 'https://a.org.', 'https://.a.org'],
    ...['https://a.org b', 'https://a.org\\b', 'https://[::1]/', 'https://é.org'],
  ])('%j: not written plainly', (url) => {
    expect(hostOf(url)).toBeNull();
  });
});

it.each(['example.com', 'a.b.co.uk', 'x1.org', 'a.b2', '1.2.a', 'local.org', 'a.x0f', 'a.testing'])(
  '%s is a name of the open web',
  (host) => {
    expect(isPublicName(host)).toBe(true);
  },
);

it.each([
  ...['intranet', 'localhost', 'a.localhost', 'printer.local', 'x.internal', 'box.lan'],
  ...['nas.home', 'x.test', '4.3.2.1.in-addr.arpa', '1.2.3.4', 'a.1', '2130706433'],
  ...['0x7f', 'a.0xff', 'a.0x', 'a.0x1'],
])('%s is an address, or a name of a machine nearby', (host) => {
  expect(isPublicName(host)).toBe(false);
});
