import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { serve } from '../claude/serve.ts';
import type { Certificate } from './certificates.ts';
import { checkMessage } from './check-message.ts';
import type { Mailbox } from './mailbox.ts';
import { PushRefused } from './push-refused.ts';
import { LoopbackAgent, type Attempt, type Fault, type PushService } from './push-service.ts';
import { checkVapid } from './vapid.ts';

/** What a browser's subscription is to its push service. */
export interface Subscription {
  readonly channel: string;
  /** The applicationServerKey it was made with, base64url. */
  readonly key: string;
  readonly mailbox: Mailbox;
  /** Unsubscribed or expired: senders hear 410. */
  gone: boolean;
}

/** The side of a push service that senders speak to. */
export interface Intake extends Pick<PushService, 'agent' | 'attempts' | 'setFault'> {
  /** Subscriptions by the last part of their endpoint. */
  readonly subscriptions: Map<string, Subscription>;
  close(): Promise<void>;
}

/** Takes messages from senders over HTTPS, checks them strictly, and puts them into mailboxes. */
export async function startIntake(certificate: Certificate): Promise<Intake> {
  const subscriptions = new Map<string, Subscription>();
  const attempts: Attempt[] = [];
  let faultOf: Parameters<PushService['setFault']>[0] = null;

  function take(request: IncomingMessage, endpoint: URL, body: Buffer): string {
    const subscription = subscriptions.get(tokenOf(endpoint));
    if (request.method !== 'POST') throw new PushRefused(405, 'only POST');
    if (subscription === undefined) throw new PushRefused(404, 'no such subscription');
    if (subscription.gone) throw new PushRefused(410, 'unsubscribed or expired');
    const fault = faultOf?.({ endpoint: endpoint.href, headers: request.headers }) ?? null;
    if (fault?.kind === 'refuse') throw new InjectedRefusal(fault);
    checkVapid(request.headers.authorization, endpoint.origin, subscription.key);
    const { ttl, topic } = checkMessage(request.headers, body);
    if (fault?.kind === 'flip-a-bit') body[body.length - 1]! ^= 1;
    const { channel, mailbox } = subscription;
    return mailbox.post({ id: randomUUID(), channel, topic, ttl, body });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const endpoint = new URL(request.url ?? '/', `https://${request.headers.host ?? ''}`);
    const body = await bodyOf(request);
    const done = (status: number, reason: string, headers: Readonly<Record<string, string>>) => {
      const { headers: sent } = request;
      const size = body.length;
      const at = Date.now();
      attempts.push({ at, endpoint: endpoint.href, headers: sent, size, status, reason });
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(status === 201 ? '' : JSON.stringify({ code: status, message: reason }));
    };
    try {
      const reason = take(request, endpoint, body);
      done(201, reason, { location: `${endpoint.origin}/message/${randomUUID()}` });
    } catch (error) {
      if (!(error instanceof PushRefused)) throw error;
      done(error.status, error.message, error instanceof InjectedRefusal ? error.headers : {});
    }
  }

  const server = createServer(certificate, (request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const { url, close } = await serve(server);
  const agent = new LoopbackAgent(Number(new URL(url).port), certificate.ca);
  return {
    agent,
    subscriptions,
    attempts: () => attempts,
    setFault: (fault) => (faultOf = fault),
    close() {
      agent.destroy();
      return close();
    },
  };
}

/** The part of an endpoint that names the subscription. */
export function tokenOf(endpoint: URL): string {
  return decodeURIComponent(endpoint.pathname.split('/').at(-1) ?? '');
}

class InjectedRefusal extends PushRefused {
  readonly headers: Readonly<Record<string, string>>;

  constructor(fault: Extract<Fault, { kind: 'refuse' }>) {
    super(fault.status, 'refused because a test wants it');
    this.headers = fault.headers ?? {};
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
