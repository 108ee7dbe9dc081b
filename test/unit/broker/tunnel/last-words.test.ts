import { describe, expect, it } from 'vitest';
import { keepLastWords, withoutSecrets } from '../../../../src/broker/tunnel/last-words.ts';

describe('the last words of a program', () => {
  it('are its three newest lines', () => {
    const words = keepLastWords();
    expect(words.text()).toBe('');
    for (const line of ['one', 'two', 'three', 'four']) words.add(line);
    expect(words.text()).toBe('two · three · four');
  });

  it('are not long', () => {
    const words = keepLastWords();
    for (let nth = 0; nth < 3; nth += 1) words.add('word '.repeat(500));
    expect(words.text().length).toBeLessThan(700);
  });

  it.each([
    ['https://me:hunter2@host/x failed', 'hunter2'],
    ['see https://host/login?code=abc123', 'abc123'],
    ['see https://host/#pair=abc123', 'abc123'],
    ['authtoken: 2abcDEF', '2abcDEF'],
    ['--authtoken 2abcDEF is wrong', '2abcDEF'],
    ['{"token":"tok-1"}', 'tok-1'],
    ['Authorization: Bearer tok-1', 'tok-1'],
    ['password=hunter2 refused', 'hunter2'],
    ['key 2Zx8aJq0LmN4pQr7sTuVwXyZ12 is unknown', '2Zx8aJq0LmN4pQr7sTuVwXyZ12'],
  ])('leave out a secret: %s', (line, secret) => {
    expect(withoutSecrets(line)).not.toContain(secret);
  });

  it.each([
    'failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": no such host',
    'Permission denied (publickey,keyboard-interactive).',
    'kex_exchange_identification: Connection closed by remote host',
    'https://zz08bgqx-27183.asse.devtunnels.ms',
  ])('keep what helps: %s', (line) => {
    expect(withoutSecrets(line)).toBe(line);
  });
});
