import {
  isMeant,
  isSamePerson,
  signingOf,
  type ApproverRef,
  type Missing,
  type Signature,
  type Signer,
} from '../policy/approvers.ts';
import type { Behavior } from '../rules/offers.ts';
import type { Approver } from './decision.ts';
import { refused, type Item, type NotYours, type Refused } from './item.ts';
import type { QueuePorts, SigningPort } from './ports.ts';
import type { Request } from './request.ts';
import type { RequestEvent, RequestState, SignatureMark, SigningProgress } from './state.ts';

/** What an answer amounts to where several have to sign. */
type Signed =
  /** It decides: as a denial, as the last signature, or because one answer is enough. */
  | { readonly kind: 'decides'; readonly signatures: readonly SignatureMark[] }
  /** It is a signature, and others have to follow; `note` says who. */
  | {
      readonly kind: 'others-too';
      readonly event: Extract<RequestEvent, { kind: 'sign' }>;
      readonly note: string;
    }
  | Refused;

/**
 * Whether several have to sign a request. A question lets nothing happen, and its answers are one
 * person’s words, so that is answered by anybody.
 */
export function isToBeSigned({
  requires,
  subject,
}: Pick<Request, 'requires' | 'subject'>): boolean {
  return requires.length > 0 && subject.kind !== 'question';
}

/** How far a request is signed as it comes in; null where any person’s answer is enough. */
export function unsigned(port: SigningPort, request: Request): SigningProgress | null {
  if (!isToBeSigned(request)) return null;
  return { signatures: [], missing: inNames(port, missingOf(request, []), []) };
}

/**
 * Why an allow from one place would not be taken now: known beforehand, by what decides later.
 * @returns null where it would be, as far as signing goes
 */
export function notYours(port: SigningPort, item: Item, by: Approver): NotYours | null {
  if (item.state.kind !== 'pending' || !isToBeSigned(item.request)) return null;
  const found = toSign(port, item, by);
  return found.kind === 'not-yours' ? found.why : null;
}

/**
 * What an answer amounts to. One deny decides, whoever it comes from. Signatures given before count
 * by who their signers are now: that of a device that was revoked since does not.
 */
export function sign(
  { signing: port, clock }: Pick<QueuePorts, 'signing' | 'clock'>,
  item: Item,
  behavior: Behavior,
  by: Approver,
): Signed {
  const { request, state } = item;
  if (behavior === 'deny' || !isToBeSigned(request)) {
    return { kind: 'decides', signatures: marksOf(state) };
  }
  const found = toSign(port, item, by);
  if (found.kind === 'not-yours') return refused('not-an-approver', refusalOf(found.why));
  const { before, signer } = found;
  const signature: SignatureMark = { by, signer, at: clock.now() };
  const given = [...before.map((one) => one.signer), signer];
  const missing = missingOf(request, given);
  if (missing.length === 0) {
    return { kind: 'decides', signatures: [...before.map(({ mark }) => mark), signature] };
  }
  const names = inNames(port, missing, given);
  const note = `Your signature is on record. Still to sign: ${inWords(names)}.`;
  return { kind: 'others-too', event: { kind: 'sign', by, signature, missing: names }, note };
}

/** A signature given before that still counts, and whose it is now. */
interface Given {
  readonly mark: SignatureMark;
  readonly signer: Signer;
}

/** One that may sign, and what was signed before; or why they can’t. */
type ToSign =
  | { readonly kind: 'may-sign'; readonly signer: Signer; readonly before: readonly Given[] }
  | { readonly kind: 'not-yours'; readonly why: NotYours };

function toSign(port: SigningPort, { request, state }: Item, by: Approver): ToSign {
  const before = marksOf(state).flatMap((mark): readonly Given[] => {
    const signer = port.signerOf(mark.by);
    return signer === null ? [] : [{ mark, signer }];
  });
  const given = before.map(({ signer }) => signer);
  const still = (): string => inWords(inNames(port, missingOf(request, given), given));
  const signer = port.signerOf(by);
  const meant = request.requires.flatMap(({ of }) => of).filter((ref) => isSigner(ref, signer));
  if (signer === null || meant.length === 0) {
    const words = `It waits for ${still()} to sign; you can deny it.`;
    return { kind: 'not-yours', why: { kind: 'others-sign', words } };
  }
  const own = given.filter((one) => isSamePerson(one, signer));
  const addsNothing = meant.every((ref) => own.some((one) => isMeant(ref, one)));
  if (own.length === 0 || !addsNothing) return { kind: 'may-sign', signer, before };
  const who = signer.person ?? 'Whoever signs from here';
  const words = `${who} has signed this already and counts once. Still to sign: ${still()}.`;
  return { kind: 'not-yours', why: { kind: 'has-signed', words } };
}

function refusalOf({ kind, words }: NotYours): string {
  return kind === 'others-sign' ? `This is not yours to allow. ${words}` : words;
}

function isSigner(ref: ApproverRef, signer: Signer | null): boolean {
  return signer !== null && isMeant(ref, signer);
}

/** Who has signed a request so far that waits. */
export function marksOf(state: RequestState): readonly SignatureMark[] {
  return state.kind === 'pending' ? (state.signing?.signatures ?? []) : [];
}

function missingOf({ requires }: Request, signers: readonly Signer[]): readonly Missing[] {
  const signatures = signers.map((signer): Signature => ({ signer, behavior: 'allow' }));
  const signing = signingOf(requires, signatures);
  return signing.state === 'waiting' ? signing.missing : [];
}

/** Who could still sign, in words; who has signed is not named again. */
function inNames(
  port: SigningPort,
  missing: readonly Missing[],
  given: readonly Signer[],
): SigningProgress['missing'] {
  return missing.map(({ of, count }) => {
    const left = of.filter((ref) => !hasSigned(port, ref, given));
    return { names: (left.length === 0 ? of : left).map((ref) => port.nameOf(ref)), count };
  });
}

/** Whether the one whom a reference means has signed, here or elsewhere; never so where it means many. */
function hasSigned(port: SigningPort, ref: ApproverRef, given: readonly Signer[]): boolean {
  switch (ref.kind) {
    case 'editor':
      return isOneOf(given, port.signerOf({ kind: 'window', name: '' }));
    case 'device':
      return isOneOf(given, port.signerOf({ kind: 'device', id: ref.id, name: '' }));
    case 'person':
      return given.some((signer) => isMeant(ref, signer));
    case 'any-device':
    case 'role':
      return false;
  }
}

function isOneOf(given: readonly Signer[], signer: Signer | null): boolean {
  return signer !== null && given.some((one) => isSamePerson(one, signer));
}

function inWords(missing: SigningProgress['missing']): string {
  return missing.map(({ names, count }) => anyOf(names, count)).join(', and ');
}

function anyOf(names: readonly string[], count: number): string {
  if (count > 1) return `${count} of ${names.join(', ')}`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}
