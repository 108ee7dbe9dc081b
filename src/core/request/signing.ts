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
import { refused, type Item, type Refused } from './item.ts';
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
 * What an answer amounts to. One deny decides, whoever it comes from. Signatures given before count
 * by who their signers are now: that of a device that was revoked since does not.
 */
export function sign(
  { signing: port, clock }: Pick<QueuePorts, 'signing' | 'clock'>,
  { request, state }: Item,
  behavior: Behavior,
  by: Approver,
): Signed {
  const marks = marksOf(state);
  if (behavior === 'deny' || !isToBeSigned(request)) return { kind: 'decides', signatures: marks };
  const before = marks.flatMap((mark) => {
    const signer = port.signerOf(mark.by);
    return signer === null ? [] : [{ mark, signer }];
  });
  const given = before.map(({ signer }) => signer);
  const signer = port.signerOf(by);
  if (signer === null) return notMeant(port, request, given);
  const refusal = notToSign(port, request, given, signer);
  if (refusal !== null) return refusal;
  const signature: SignatureMark = { by, signer, at: clock.now() };
  const missing = missingOf(request, [...given, signer]);
  if (missing.length === 0) {
    return { kind: 'decides', signatures: [...before.map(({ mark }) => mark), signature] };
  }
  const names = inNames(port, missing, [...given, signer]);
  const note = `Your signature is on record. Still to sign: ${inWords(names)}.`;
  return { kind: 'others-too', event: { kind: 'sign', by, signature, missing: names }, note };
}

/** Why one that wants to allow a request can’t sign it; null where they can. */
function notToSign(
  port: SigningPort,
  request: Request,
  given: readonly Signer[],
  signer: Signer,
): Refused | null {
  const meant = request.requires.flatMap(({ of }) => of).filter((ref) => isMeant(ref, signer));
  if (meant.length === 0) return notMeant(port, request, given);
  const own = given.filter((one) => isSamePerson(one, signer));
  const addsNothing = meant.every((ref) => own.some((one) => isMeant(ref, one)));
  if (own.length === 0 || !addsNothing) return null;
  const still = inWords(inNames(port, missingOf(request, given), given));
  const who = signer.person ?? 'Whoever signs from here';
  return refused(
    'not-an-approver',
    `${who} has signed this already and counts once. Still to sign: ${still}.`,
  );
}

function notMeant(port: SigningPort, request: Request, given: readonly Signer[]): Refused {
  const still = inWords(inNames(port, missingOf(request, given), given));
  return refused(
    'not-an-approver',
    `This is not yours to allow: it takes ${still}. You can deny it.`,
  );
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
  return missing.map(({ names, count }) => anyOf(names, count)).join('; ');
}

function anyOf(names: readonly string[], count: number): string {
  if (count > 1) return `${count} of ${names.join(', ')}`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}
