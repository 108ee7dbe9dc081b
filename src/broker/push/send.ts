import type https from 'node:https';
import webPush from 'web-push';
import { isPushEndpoint, pushOrigin } from '../../core/pairing/push-endpoint.ts';
import type { Clock, Log } from '../../core/ports.ts';
import type { PushSubscriptionInfo } from '../../protocol/remote.ts';
import { post, type Posted } from './post.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Authorize } from './vapid.ts';

/** What became of a push that was handed to its push service. */
export type SendOutcome =
  /** The service passes it on; whether it arrives, only the device can say. */
  | { readonly kind: 'accepted' }
  /** The subscription is over (404, 410). */
  | { readonly kind: 'gone' }
  /** The subscription was made for other keys, or our token is not taken (401, 403). */
  | { readonly kind: 'key-mismatch' }
  /** It is larger than the service takes (413). */
  | { readonly kind: 'too-large' }
  /** The service asks to come back (429), or has trouble of its own (5xx). */
  | {
      readonly kind: 'later';
      /** In so many milliseconds, where it says so. */
      readonly after: number | null;
    }
  /** Any other answer that is no success. */
  | { readonly kind: 'refused' }
  /** No answer came; `maybe` where it may have been taken all the same. */
  | { readonly kind: 'unreachable'; readonly maybe: boolean }
  /** The subscription’s address is none of a push service, or its keys are none: nothing was sent. */
  | { readonly kind: 'not-usable' };

/** A push that is ready to be sent. */
export interface ReadyPush {
  readonly subscription: PushSubscriptionInfo;
  /** What the browser gets: at most 3,993 bytes of UTF-8. */
  readonly envelope: string;
  /** One that still waits for the device under the same topic is replaced by it (RFC 8030 §5.4). */
  readonly topic: string;
  /** From then on nobody needs it; milliseconds since 1970. */
  readonly endsAt: number;
}

/** What sending needs from outside. */
export interface SendPorts {
  readonly authorize: Authorize;
  /** The hosts of push services beside the known ones. */
  readonly hosts: () => readonly string[];
  /** The way to the push services; undefined for the plain one. */
  readonly agent: https.Agent | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Hands a push to its push service, once. Never rejects. */
export async function sendPush(ports: SendPorts, push: ReadyPush): Promise<SendOutcome> {
  const { endpoint } = push.subscription;
  const origin = pushOrigin(endpoint);
  const details = isPushEndpoint(endpoint, ports.hosts()) && detailsOf(ports, push, origin ?? '');
  if (!details) return { kind: 'not-usable' };
  const posted = await post(endpoint, details.headers, details.body, ports.agent);
  const outcome = outcomeOf(posted, ports.clock.now());
  if (outcome.kind !== 'accepted') {
    ports.log.warn('A push was not accepted', { service: origin ?? '', ...told(posted) });
  }
  return outcome;
}

function detailsOf(
  { authorize, clock, log }: SendPorts,
  { subscription, envelope, topic, endsAt }: ReadyPush,
  origin: string,
): (webPush.RequestDetails & { body: Buffer }) | null {
  try {
    return webPush.generateRequestDetails(subscription, envelope, {
      // In seconds, and never 0: that is dropped where the device sleeps (RFC 8030 §5.2).
      TTL: Math.max(1, Math.floor((endsAt - clock.now()) / 1_000)),
      urgency: 'high',
      topic,
      contentEncoding: 'aes128gcm',
      headers: { Authorization: authorize(origin) },
    });
  } catch (cause) {
    // The keys are what the device says they are; it may say anything.
    log.warn('A push could not be made for a subscription', { cause: String(cause) });
    return null;
  }
}

function outcomeOf(posted: Posted, now: number): SendOutcome {
  if (posted.kind === 'failed') return { kind: 'unreachable', maybe: posted.sent };
  const { status } = posted;
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 401 || status === 403) return { kind: 'key-mismatch' };
  if (status === 413) return { kind: 'too-large' };
  if (status === 429 || status >= 500) {
    return { kind: 'later', after: readRetryAfter(posted.retryAfter, now) };
  }
  return { kind: 'refused' };
}

/** What the log gets of an answer. A long word could be the subscription’s address: it is left out. */
function told(posted: Posted): { readonly status: number; readonly text: string } {
  if (posted.kind === 'failed') return { status: 0, text: posted.cause };
  const text = posted.text.replace(/[\w-]{24,}/g, '…').replace(/\s+/g, ' ');
  return { status: posted.status, text: text.slice(0, 200) };
}
