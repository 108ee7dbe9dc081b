import { describe, expect, it } from 'vitest';
import { normalAddress } from '../../../../src/broker/tunnel/address/normal-address.ts';
import { riskOf } from '../../../../src/broker/tunnel/address/risk.ts';

describe('the address a person gave', () => {
  it.each([
    ['https://me.example.com', 'https://me.example.com'],
    ['  HTTPS://Me.Example.COM/ ', 'https://me.example.com'],
    ['https://me.example.com:443', 'https://me.example.com'],
    ['https://me.example.com:8443/', 'https://me.example.com:8443'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000/', 'http://[::1]:3000'],
  ])('%s means %s', (given, origin) => {
    expect(normalAddress(given)).toEqual({ kind: 'address', origin });
  });

  it.each([
    ['', /no address/],
    ['me.example.com', /begin with https/],
    ['https://', /no address/],
    ['localhost:3000', /begin with https/],
    ['http://me.example.com', /begin with https/],
    ['http://localhost.example.com', /begin with https/],
    ['http://127.0.0.1.example.com', /begin with https/],
    ['ftp://me.example.com', /begin with https/],
    ['javascript:alert(1)', /begin with https/],
    ['https://me:pw@example.com', /user name/],
    ['https://me@example.com', /user name/],
    ['https://example.com/away', /https:\/\/example\.com\. /],
    ['https://example.com/?a', /Leave out/],
    ['https://example.com/#pair=x', /Leave out/],
    [`https://${'a.'.repeat(200)}example.com`, /too long/],
  ])('%s is refused with what is wrong', (given, message) => {
    const read = normalAddress(given);
    expect(read.kind).toBe('problem');
    expect(read.kind === 'problem' ? read.message : '').toMatch(message);
  });
});

describe('the risk of an address', () => {
  it.each([
    ['https://zz-3000.euw.devtunnels.ms', /^Microsoft/],
    ['https://name-3000.app.github.dev', /^GitHub/],
    ['https://one-two.trycloudflare.com', /^Cloudflare/],
    ['https://a.ngrok-free.app', /^ngrok/],
    ['https://box.tail1.ts.net', /this machine/],
    ['https://x.lhr.life', /^The service/],
    ['https://me.example.com', /make sure that is you/],
    ['https://devtunnels.ms.example.com', /make sure that is you/],
    ['https://evildevtunnels.ms', /make sure that is you/],
    ['http://localhost:3000', /Only this machine/],
  ])('%s', (origin, risk) => {
    expect(riskOf(origin)).toMatch(risk);
  });
});
