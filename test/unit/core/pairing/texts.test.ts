import { describe, expect, test } from 'vitest';
import {
  answerStatement,
  callStatement,
  confirmDigits,
  confirmStatement,
  decisionStatement,
  pairingStatement,
  welcomeStatement,
} from '../../../../src/core/pairing/statements.ts';
import {
  readTypedCode,
  shownCode,
  typedCode,
  TYPED_CODE_LENGTH,
} from '../../../../src/core/pairing/typed-code.ts';

describe('a typed code', () => {
  const code = typedCode(Uint8Array.from({ length: 12 }, (_, at) => at * 21));

  test('is one character of Crockford’s 32 for each byte', () => {
    expect(code).toBe('0NAZM9YK8XJ7');
    expect(shownCode(code)).toBe('0NAZ-M9YK-8XJ7');
    expect(readTypedCode(code)).toBe(code);
  });

  test('gives each character the same chance', () => {
    const all = Array.from({ length: 256 }, (_, byte) =>
      typedCode(new Uint8Array(12).fill(byte)).slice(0, 1),
    );
    for (const character of new Set(all)) {
      expect(all.filter((one) => one === character)).toHaveLength(8);
    }
  });

  test('is never a short one', () => {
    expect(() => typedCode(new Uint8Array(TYPED_CODE_LENGTH - 1))).toThrow(RangeError);
    expect(typedCode(new Uint8Array(40))).toHaveLength(TYPED_CODE_LENGTH);
  });

  test('is read however a person types it', () => {
    expect(readTypedCode('0naz-m9yk-8xj7')).toBe(code);
    expect(readTypedCode(' onaz M9YK 8xj7 ')).toBe(code);
    expect(readTypedCode('ilIL-0000-0000')).toBe('111100000000');
    for (const none of [
      '',
      '0NAZ-M9YK-8XJ',
      '0NAZ-M9YK-8XJ77',
      'UUUU-UUUU-UUUU',
      '0NAZ_M9YK8XJ7',
    ]) {
      expect(readTypedCode(none)).toBeNull();
    }
  });
});

describe('the six digits', () => {
  test('are always six', () => {
    expect(confirmDigits('000000000000ffff')).toBe('000000');
    expect(confirmDigits('00000000002affff')).toBe('000042');
    expect(confirmDigits('ffffffffffff')).toBe(String(0xffffffffffff % 1_000_000).padStart(6, '0'));
  });
});

test('no statement can stand for another: each begins with its own name', () => {
  const call = { origin: 'o', server: 's', device: 'd', nonce: 'n' } as const;
  const texts = [
    callStatement({ ...call, method: 'POST', path: '/api/sync', bodySha256: 'b', at: 1 }),
    answerStatement({ ...call, status: 200, bodySha256: 'b' }),
    decisionStatement({
      ...call,
      request: 'r',
      shownSha256: 'h',
      decisionSha256: 'x',
      expiresAt: 2,
    }),
    pairingStatement({ origin: 'o', signingKey: 'k', agreementKey: 'a', name: 'Phone' }),
    welcomeStatement({
      deviceProof: 'p',
      serverSigningKey: 'k',
      serverAgreementKey: 'a',
      nonce: 'n',
      pushKey: 'v',
    }),
    confirmStatement({
      signingKey: 'k',
      agreementKey: 'a',
      serverSigningKey: 's',
      serverAgreementKey: 't',
      nonce: 'n',
    }),
  ];
  expect(texts.map((text) => text.split('\n')[0])).toEqual([
    'countersign call 1',
    'countersign answer 1',
    'countersign decision 1',
    'countersign pair 1',
    'countersign welcome 1',
    'countersign confirm 1',
  ]);
  expect(texts[2]).toBe('countersign decision 1\no\ns\nd\nr\nh\nn\nx\n2');
});
