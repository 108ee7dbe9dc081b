import type { SigningPort } from '../../src/core/request/ports.ts';

/** Who signs where nobody said whose devices they are: each device for itself, and the editor. */
export const plainSigning: SigningPort = {
  signerOf(by) {
    switch (by.kind) {
      case 'window':
        return { device: null, person: null, roles: [] };
      case 'device':
        return { device: by.id, person: null, roles: [] };
      case 'grant':
      case 'leash':
        return null;
    }
  },
  nameOf(ref) {
    switch (ref.kind) {
      case 'editor':
        return 'the editor';
      case 'any-device':
        return 'any device';
      case 'device':
        return `the device ${ref.id}`;
      case 'person':
        return ref.name;
      case 'role':
        return `anyone with the role ${ref.name}`;
    }
  },
};
