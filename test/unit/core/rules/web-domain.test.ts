import { describe, expect, it } from 'vitest';
import {
  coversDomain,
  domainOf,
  domainPattern,
  matchesDomain,
} from '../../../../src/core/rules/web-domain.ts';

describe('the host an address leads to', () => {
  it.each([
    ['https://Example.COM/a', 'example.com'],
    ['http://a.org', 'a.org'],
    ['ftp://a.org/', 'a.org'],
    ['ws://a.org/', 'a.org'],
    ['wss://a.org?b', 'a.org'],
    ['https://a.org#b', 'a.org'],
    ['https://user@a.org/', 'a.org'],
    ['https://user:word@a.org/', 'a.org'],
    ['https://@a.org/', 'a.org'],
    ['https://a.org:8080/', 'a.org'],
    ['https://a.org:12345', 'a.org'],
    ['https://a.org./b', 'a.org'],
    ['https://a.org.:80/b', 'a.org'],
    ['https://a_b.my-site.org/', 'a_b.my-site.org'],
    ['https://x/', 'x'],
    ['https://127.0.0.1/', '127.0.0.1'],
    ['https://10.20.30.255/', '10.20.30.255'],
    ['https://a.b2/', 'a.b2'],
    ['https://a.x0/', 'a.x0'],
    ['https://1.2.3.a/', '1.2.3.a'],
    ['https://0xa.org/', '0xa.org'],
  ])('of %s: %s', (url, host) => {
    expect(domainOf(url)).toBe(host);
  });

  it.each([
    // As whoever fetches it reads it (measured).
    ['https:/a.org', 'a.org'],
    [' https://a.org/', 'a.org'],
    ['https://a\norg/', 'aorg'],
    ['https://a.org:/', 'a.org'],
    ['https://a.org\\b', 'a.org'],
    ['https://a.org\\@b.org/', 'a.org'],
    ['https://u@v@a.org/', 'a.org'],
    ['https://a%2eorg/', 'a.org'],
    ['https://bücher.org/', 'xn--bcher-kva.org'],
    ['https://[::1]:80/', '[::1]'],
    ['https://2130706433/', '127.0.0.1'],
    ['https://127.1/', '127.0.0.1'],
    ['https://01.2.3.4/', '1.2.3.4'],
    ['file:///etc/passwd', ''],
  ])('of %j, read anew: %s', (url, host) => {
    expect(domainOf(url)).toBe(host);
  });

  it.each([
    ...['', 'a.org', 'https://a.org b', 'https:// a.org/', 'https://a.org:123456/'],
    ...['https://a.org:8x/', 'https://a.org@/', 'https://1.2.3.4.5/', 'https://1.2.3.1000/'],
  ])('%j is no address', (url) => {
    expect(domainOf(url)).toBeNull();
  });
});

describe('the pattern of a rule for hosts', () => {
  it.each([
    ['domain:a.org', 'a.org'],
    ['domain:A.Org', 'a.org'],
    ['domain:a.org.', 'a.org'],
    ['domain:*', '*'],
    ['domain:[::1]', '[::1]'],
    ['domain:*.a.org', '*.a.org'],
    ['domain:a_b-c.org', 'a_b-c.org'],
    ['domain:x', 'x'],
  ])('%s: %s', (content, pattern) => {
    expect(domainPattern(content)).toBe(pattern);
  });

  it.each([
    ...[
      '',
      'a.org',
      'domain:',
      'domain:*.',
      'Domain:a.org',
      'xdomain:a.org',
      ' domain:a.org',
      'domain: a.org',
    ],
    ...['domain:a.org ', 'domain:a.org:80', 'domain:a.org/b', 'domain:https://a.org', 'domain:a b'],
    ...['domain:.a.org', 'domain:a..org', 'domain:a.org..', 'domain:u@a.org', 'domain:a.org\n'],
  ])('%j matches no host', (content) => {
    expect(domainPattern(content)).toBeNull();
  });
});

describe('a pattern and a host', () => {
  it.each([
    ['*', 'a.org'],
    ['*', 'x'],
    ['a.org', 'a.org'],
    ['*.a.org', 'b.a.org'],
    ['*.a.org', 'c.b.a.org'],
    ['b.*.org', 'b.a.org'],
    ['a*.org', 'abc.org'],
    ['a.*', 'a.org'],
    ['*.*.org', 'x.a.org'],
    ['*.*.org', 'x.y.a.org'],
    ['*x.org', 'ax.org'],
  ])('%s is for %s', (pattern, host) => {
    expect(matchesDomain(pattern, host)).toBe(true);
  });

  it.each([
    ['a.org', 'b.org'],
    ['a.org', 'b.a.org'],
    ['b.a.org', 'a.org'],
    ['*.a.org', 'a.org'],
    ['*.a.org', 'xa.org'],
    ['*.a.org', 'b.a.org.evil.com'],
    ['a.*', 'a.b.org'],
    ['a*.org', 'a.b.org'],
    ['*.*.org', 'a.org'],
    ['*x.org', 'a.x.org'],
    ['*x', 'a.x'],
  ])('%s is not for %s', (pattern, host) => {
    expect(matchesDomain(pattern, host)).toBe(false);
  });
});

describe('a pattern beside another', () => {
  it.each([
    ['*', '*.a.org'],
    ['*', '*'],
    ['a.org', 'a.org'],
    ['a*.org', 'a*.org'],
    ['*.a.org', '*.a.org'],
    ['*.org', '*.a.org'],
    ['*.a.org', 'b.a.org'],
    ['*.a.org', 'b*.a.org'],
    ['b*.org', 'bc*.org'],
  ])('%s takes in all of %s', (wide, narrow) => {
    expect(coversDomain(wide, narrow)).toBe(true);
  });

  it.each([
    ['a.org', '*'],
    ['*.org', '*'],
    ['*.a.org', '*.org'],
    ['b.a.org', '*.a.org'],
    ['b*.a.org', '*.a.org'],
    ['*.a.org', 'a.org'],
    ['bc*.org', 'b*.org'],
    ['a.org', 'b.org'],
    ['*b.a.org', '*.a.org'],
    ['x.org', '*'],
    ['?', '*'],
  ])('%s does not take in all of %s', (wide, narrow) => {
    expect(coversDomain(wide, narrow)).toBe(false);
  });
});
