import { describe, expect, it } from 'vitest';
import { signingWords } from '../../../../src/core/display/signing.ts';
import type { ApproverRef, Requirement } from '../../../../src/core/policy/approvers.ts';
import type { Approver } from '../../../../src/core/request/decision.ts';
import type { SignatureMark, SigningProgress } from '../../../../src/core/request/state.ts';

const window: Approver = { kind: 'window', name: 'shop-api' };
const isYou = ({ by }: SignatureMark): boolean => by.kind === 'window';
const editor: ApproverRef = { kind: 'editor' };
const pixel: ApproverRef = { kind: 'device', id: 'd1' };
const ada: ApproverRef = { kind: 'person', name: 'Ada' };
const maintainers: ApproverRef = { kind: 'role', name: 'maintainer' };

function mark(by: Approver, person: string | null = null): SignatureMark {
  return { by, signer: { device: null, person, roles: [] }, at: 1 };
}

function words(
  requires: readonly Requirement[],
  progress: Partial<SigningProgress>,
): readonly string[] {
  const { needs, signed, missing } = signingWords(
    requires,
    { signatures: [], missing: [], ...progress },
    isYou,
  );
  return [needs, signed, missing];
}

describe('how far a request is signed', () => {
  it('says how many of whom, who has and who is missing', () => {
    const progress = {
      signatures: [mark(window)],
      missing: [{ names: ['Pixel', 'Ada'], count: 1 }],
    };
    expect(words([{ of: [editor, pixel, ada], needs: { atLeast: 2 } }], progress)).toEqual([
      ...['2 of 3 must sign', 'you have signed', 'Pixel or Ada'],
    ]);
  });

  it('tells all from any, and one from several that are missing', () => {
    const all = words([{ of: [pixel, ada], needs: 'all' }], {
      missing: [
        { names: ['Pixel'], count: 1 },
        { names: ['Ada'], count: 1 },
      ],
    });
    expect(all).toEqual(['All 2 must sign', 'nobody has signed yet', 'Pixel, and Ada']);
    const three = { missing: [{ names: ['Pixel', 'Ada', 'Bo'], count: 2 }] };
    expect(words([{ of: [pixel, ada], needs: 'any' }], three)).toEqual([
      ...['1 of 2 must sign', 'nobody has signed yet', '2 of Pixel, Ada and Bo'],
    ]);
  });

  it('counts no heads where a role has any number of them', () => {
    const requires = [{ of: [maintainers, ada], needs: { atLeast: 2 } }];
    expect(words(requires, {})[0]).toBe('2 must sign');
    expect(words([{ of: [pixel], needs: 'any' }], {})[0]).toBe('One must sign');
    expect(words([...requires, { of: [ada], needs: 'any' }], {})[0]).toBe('Several must sign');
  });

  it('names you first, others by who they are, and each once', () => {
    const phone: Approver = { kind: 'device', id: 'd1', name: 'Pixel' };
    const signatures = [mark(phone, 'Ada'), mark({ ...phone, id: 'd2' }, 'Ada'), mark(window)];
    expect(words([], { signatures })[1]).toBe('you and Ada have signed');
    expect(words([], { signatures: [mark(phone)] })[1]).toBe('Pixel has signed');
  });
});
