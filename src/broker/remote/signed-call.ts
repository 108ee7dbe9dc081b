import type { IncomingMessage } from 'node:http';
import type * as z from 'zod/mini';
import type { Device } from '../../core/pairing/device.ts';
import { callStatement, type CallMark } from '../../core/pairing/statements.ts';
import { liveHelloSchema, REMOTE_HEADERS } from '../../protocol/remote.ts';
import { onlyHeader } from '../server/heads.ts';
import { ownOrigins } from './addresses.ts';
import { refuse, type Refused } from './refusals.ts';
import type { KeyHolder, RemoteParts } from './remote-parts.ts';

/** How a device signs a call: the same in the headers of one and in the hello of a live channel. */
export type Signed = z.infer<typeof liveHelloSchema>;

/** Who makes a call, once its key has proved it. */
export interface Caller<Holder extends KeyHolder = Device> {
  readonly device: Holder;
  /** The nonce of its call; the answer is proved for it. */
  readonly nonce: string;
  /** The address its page was loaded from, as its key signed it. */
  readonly origin: string;
}

/** A call that counts, or why it does not; a refusal of a device that is known is proved to it. */
export type Checked<Holder extends KeyHolder> =
  | { readonly kind: 'counts'; readonly caller: Caller<Holder> }
  | (Refused & { readonly provedTo: Pick<Signed, 'device' | 'nonce'> | null });

/** Checks a call against the one whose key it names, who may be unknown. */
export type CheckCall = <Holder extends KeyHolder>(
  holder: Holder | null,
  signed: Signed,
  call: Pick<CallMark, 'method' | 'path' | 'bodySha256'>,
) => Checked<Holder>;

/** How a call is signed, by its headers; null where one is missing, doubled or has the wrong form. */
export function signedOf(request: IncomingMessage): Signed | null {
  const header = (name: keyof typeof REMOTE_HEADERS): string | undefined =>
    onlyHeader(request, REMOTE_HEADERS[name]);
  const at = header('at') ?? '';
  const parsed = liveHelloSchema.safeParse({
    device: header('device'),
    origin: header('origin'),
    // One spelling only: the number has to read as what was signed.
    at: /^[1-9]\d{0,15}$/.test(at) ? Number(at) : undefined,
    nonce: header('nonce'),
    signature: header('signature'),
  });
  return parsed.success ? parsed.data : null;
}

/** Checks calls: who, signature, clock, replay, address of the page; in this order. */
export function callChecker(parts: RemoteParts, port: number): CheckCall {
  const { devices, identity, replays } = parts;
  return (holder, signed, call) => {
    const { device: id, origin, at, nonce, signature } = signed;
    const provedTo = { device: id, nonce };
    if (!holder) {
      // True whoever asks, so it may be proved without a signature: the page can act on it.
      return devices.wasRevoked(id)
        ? { ...refuse('revoked'), provedTo }
        : { ...refuse('unknown-device'), provedTo: null };
    }
    const mark = { ...call, origin, server: identity.id, device: id, at, nonce };
    if (!parts.verify(holder.signingKey, callStatement(mark), signature)) {
      return { ...refuse('bad-signature'), provedTo: null };
    }
    switch (replays.take(id, nonce, at)) {
      case 'clock':
        return { ...refuse('wrong-clock'), provedTo };
      case 'replayed':
        // Not proved: there is one proved answer to a call, and it went to the first.
        return { ...refuse('replayed'), provedTo: null };
      case 'too-many':
        return { ...refuse('crowded'), provedTo };
      case 'fresh':
        break;
    }
    if (!ownOrigins(port).includes(origin) && !parts.isAnnounced(origin, holder)) {
      return { ...refuse('page-address'), provedTo };
    }
    return { kind: 'counts', caller: { device: holder, nonce, origin } };
  };
}
