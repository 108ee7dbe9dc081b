/**
 * The texts that are signed or proved between a device and the desk. Both sides make them from the
 * same parts, so that nothing that was not signed can count. Each begins with its own name and
 * version: a signature under one can't stand for another.
 */

/** A call of a device, as it is signed. */
export interface CallMark {
  /** `POST`, or `LIVE` for the hello of a live channel. */
  readonly method: 'POST' | 'LIVE';
  /** The path, such as `/api/sync`. */
  readonly path: string;
  /** SHA-256 of the body's bytes, as 64 hexadecimal digits. */
  readonly bodySha256: string;
  /** The address the page was loaded from. */
  readonly origin: string;
  readonly server: string;
  readonly device: string;
  /** Milliseconds since 1970, by the device's clock. */
  readonly at: number;
  /** Random, never used twice. */
  readonly nonce: string;
}

/** What a device signs with each call. */
export function callStatement(call: CallMark): string {
  const { method, path, bodySha256, origin, server, device, at, nonce } = call;
  return statement('call', [method, path, bodySha256, origin, server, device, String(at), nonce]);
}

/** The answer to a signed call, as the desk signs it. */
export interface AnswerMark {
  readonly server: string;
  readonly device: string;
  /** The nonce of the call it answers. */
  readonly nonce: string;
  /** The HTTP status. */
  readonly status: number;
  /** SHA-256 of the body's bytes, as 64 hexadecimal digits. */
  readonly bodySha256: string;
}

/** What the desk signs with each answer to a signed call. */
export function answerStatement({ server, device, nonce, status, bodySha256 }: AnswerMark): string {
  return statement('answer', [server, device, nonce, String(status), bodySha256]);
}

/** A decision, as it is signed by the device it was made on. */
export interface DecisionMark {
  readonly origin: string;
  readonly server: string;
  readonly device: string;
  /** The id of the request. */
  readonly request: string;
  /** SHA-256 of the request that was shown, as canonical JSON, made where it was shown. */
  readonly shownSha256: string;
  /** The one that the desk gave this device for this request. It counts once. */
  readonly nonce: string;
  /** SHA-256 of the decision as canonical JSON. */
  readonly decisionSha256: string;
  /** From then on it does not count; milliseconds since 1970. */
  readonly expiresAt: number;
}

/** What a device signs with a decision. */
export function decisionStatement(mark: DecisionMark): string {
  const { origin, server, device, request, shownSha256, nonce, decisionSha256, expiresAt } = mark;
  return statement('decision', [
    origin,
    server,
    device,
    request,
    shownSha256,
    nonce,
    decisionSha256,
    String(expiresAt),
  ]);
}

/** What a device that wants to be paired says of itself. */
export interface PairingMark {
  readonly origin: string;
  readonly signingKey: string;
  readonly agreementKey: string;
  readonly name: string;
}

/** What a device proves with the pairing secret (HMAC-SHA256). The name comes last: it is free text. */
export function pairingStatement(mark: PairingMark): string {
  return statement('pair', [mark.origin, mark.signingKey, mark.agreementKey, mark.name]);
}

/** What the desk says of itself to the device that is being paired. */
export interface WelcomeMark {
  /** The proof of the device it answers. */
  readonly deviceProof: string;
  readonly serverSigningKey: string;
  readonly serverAgreementKey: string;
  /** Random, made after the device's keys were known. */
  readonly nonce: string;
  /** The public key that pushes are sent with (RFC 8292). */
  readonly pushKey: string;
}

/** What the desk proves with the pairing secret (HMAC-SHA256). */
export function welcomeStatement(mark: WelcomeMark): string {
  const { deviceProof, serverSigningKey, serverAgreementKey, nonce, pushKey } = mark;
  return statement('welcome', [deviceProof, serverSigningKey, serverAgreementKey, nonce, pushKey]);
}

/** The keys of both sides, and the desk's nonce. */
export type ConfirmMark = Pick<PairingMark, 'signingKey' | 'agreementKey'> &
  Pick<WelcomeMark, 'serverSigningKey' | 'serverAgreementKey' | 'nonce'>;

/**
 * What the six digits are made of that the person carries over: an HMAC-SHA256 with the pairing
 * secret over the keys of both. The nonce is made after the device's keys are known, so that nobody
 * can choose keys that lead to given digits.
 */
export function confirmStatement(mark: ConfirmMark): string {
  const { signingKey, agreementKey, serverSigningKey, serverAgreementKey, nonce } = mark;
  return statement('confirm', [
    signingKey,
    agreementKey,
    serverSigningKey,
    serverAgreementKey,
    nonce,
  ]);
}

/** The six digits, of the HMAC over `confirmStatement` as hexadecimal digits. */
export function confirmDigits(hmac: string): string {
  return String(Number.parseInt(hmac.slice(0, 12), 16) % 1_000_000).padStart(6, '0');
}

function statement(name: string, fields: readonly string[]): string {
  return [`countersign ${name} 1`, ...fields].join('\n');
}
