import { expect, test } from 'vitest';
import {
  DECISION_LIFE,
  decisionFault,
  type DecisionTerms,
} from '../../../../src/core/pairing/decision-check.ts';
import type { DecisionMark } from '../../../../src/core/pairing/statements.ts';

const mark: DecisionMark = {
  origin: 'https://desk.example',
  server: 'server-1',
  device: 'device-1',
  request: 'r1',
  shownSha256: 'a'.repeat(64),
  nonce: 'nonce-1',
  decisionSha256: 'b'.repeat(64),
  expiresAt: 2_000,
};
const terms: DecisionTerms = {
  requestSha256: mark.shownSha256,
  nonce: mark.nonce,
  origin: mark.origin,
  server: mark.server,
  device: mark.device,
  now: 1_000,
};

test('a decision that agrees in everything counts', () => {
  expect(decisionFault(mark, true, terms)).toBeNull();
  expect(decisionFault({ ...mark, expiresAt: 1_001 }, true, terms)).toBeNull();
  expect(decisionFault({ ...mark, expiresAt: 1_000 + DECISION_LIFE }, true, terms)).toBeNull();
});

test('a signature that does not hold is refused, whatever it says', () => {
  expect(decisionFault(mark, false, terms)).toMatchObject({ code: 'bad-signature' });
});

test.each<[string, Partial<DecisionMark>, Partial<DecisionTerms>]>([
  ['request-changed', { shownSha256: 'c'.repeat(64) }, {}],
  ['nonce-used', { nonce: 'nonce-2' }, {}],
  ['nonce-used', {}, { nonce: null }],
  ['other-address', { origin: 'https://evil.example' }, {}],
  ['bad-signature', { server: 'server-2' }, {}],
  ['bad-signature', { device: 'device-2' }, {}],
  ['decision-expired', { expiresAt: 1_000 }, {}],
  ['decision-expired', { expiresAt: Number.NaN }, {}],
  ['decision-expired', { expiresAt: 1_001 + DECISION_LIFE }, {}],
  ['decision-expired', { expiresAt: Number.POSITIVE_INFINITY }, {}],
])('is refused with words for the person: %s %o %o', (code, otherMark, otherTerms) => {
  const fault = decisionFault({ ...mark, ...otherMark }, true, { ...terms, ...otherTerms });
  expect(fault).toMatchObject({ kind: 'refused', code });
  expect(fault?.message).toContain('Nothing was decided.');
});

test('says that the request is another one', () => {
  const fault = decisionFault({ ...mark, shownSha256: '' }, true, terms);
  expect(fault?.message).toBe(
    'The request you were shown is not the one that waits. Nothing was decided. Look at it again.',
  );
});
