import type { ApproverRef, Requirement } from '../policy/approvers.ts';
import type { SignatureMark, SigningProgress } from '../request/state.ts';
import { visibleLine } from '../visible.ts';

/** How far a request is signed, in words: "2 of 3 must sign", "you have signed", "Pixel or Ada". */
export interface SigningWords {
  readonly needs: string;
  readonly signed: string;
  /** Empty where nobody is missing any more. */
  readonly missing: string;
}

/** Whether a signature is of the person who reads this. */
export type IsYou = (mark: SignatureMark) => boolean;

/**
 * Who has to sign, who has, and who is missing.
 */
export function signingWords(
  requires: readonly Requirement[],
  { signatures, missing }: SigningProgress,
  isYou: IsYou,
): SigningWords {
  return {
    needs: needsOf(requires),
    signed: signedBy(signatures, isYou),
    missing: missing.map(missingPart).join(', and '),
  };
}

function needsOf(requires: readonly Requirement[]): string {
  const [only] = requires.length === 1 ? requires : [];
  if (only === undefined) return 'Several must sign';
  const { of, needs } = only;
  const number = needs === 'any' ? 1 : needs === 'all' ? of.length : needs.atLeast;
  if (of.length < 2 || !of.every(isOne))
    return number === 1 ? 'One must sign' : `${number} must sign`;
  return number === of.length ? `All ${number} must sign` : `${number} of ${of.length} must sign`;
}

/** Whether a reference means one and not whoever has a role or a device. */
function isOne({ kind }: ApproverRef): boolean {
  return kind === 'editor' || kind === 'device' || kind === 'person';
}

/** All who signed, each once ("Ada and the editor"). */
export function signersInWords(signatures: readonly SignatureMark[]): string {
  return listed([...new Set(signatures.map(nameOf))], 'and');
}

function signedBy(signatures: readonly SignatureMark[], isYou: IsYou): string {
  const names = signatures.map((mark) => (isYou(mark) ? 'you' : nameOf(mark)));
  const each = [...new Set(names)].sort(
    (left, right) => Number(right === 'you') - Number(left === 'you'),
  );
  if (each.length === 0) return 'nobody has signed yet';
  return `${listed(each, 'and')} ${each.length === 1 && each[0] !== 'you' ? 'has' : 'have'} signed`;
}

function nameOf({ by, signer }: SignatureMark): string {
  return visibleLine(signer.person ?? by.name);
}

function missingPart({ names, count }: SigningProgress['missing'][number]): string {
  const shown = names.map(visibleLine);
  if (count === 1) return listed(shown, 'or');
  return count >= shown.length ? listed(shown, 'and') : `${count} of ${listed(shown, 'and')}`;
}

function listed(names: readonly string[], word: 'and' | 'or'): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${word} ${last}`;
}
