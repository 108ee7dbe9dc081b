import type { IsYou } from '../../../src/core/display/signing.ts';
import type { LinkStatus } from '../link/status.ts';

/** Whether a signature is of this device, or of its person on another one. */
export function whoIsYou({ told }: Pick<LinkStatus, 'told'>): IsYou {
  return ({ by, signer }) => {
    if (told === null) return false;
    const { id, person } = told.device;
    return (by.kind === 'device' && by.id === id) || (person !== null && signer.person === person);
  };
}
