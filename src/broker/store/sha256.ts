import { createHash } from 'node:crypto';
import type { Hash } from '../../core/ports.ts';

/** SHA-256 as Node has it. */
export const sha256: Hash = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
};
