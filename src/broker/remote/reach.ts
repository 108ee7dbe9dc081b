import { createHmac } from 'node:crypto';

/**
 * What one run of the listener answers to a challenge, so that an address can be proved to lead to
 * it: HMAC-SHA256 as 64 hexadecimal digits.
 */
export function reachProof(key: Buffer, challenge: string): string {
  return createHmac('sha256', key).update(`countersign reach 1\n${challenge}`).digest('hex');
}
