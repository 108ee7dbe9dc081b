import type { Outcome } from '../../../src/core/request/item.ts';
import type { RemoteRefusal } from '../../../src/protocol/remote.ts';

/** A call that the desk does not take. */
export class Refusal extends Error {
  readonly code: RemoteRefusal['code'];

  constructor(code: RemoteRefusal['code']) {
    super(`refused by the desk: ${code}`);
    this.code = code;
  }
}

/** A decision that the desk does not take. */
export function no(code: Extract<Outcome, { kind: 'refused' }>['code'], message: string): Outcome {
  return { kind: 'refused', code, message };
}
