import type { Agent, RequestOptions } from 'node:https';
import https from 'node:https';
import { connect, type ConnectionOptions } from 'node:tls';

/** One message that a sender tried to hand over, and what the service said. */
export interface Attempt {
  /** ms since 1970. */
  readonly at: number;
  readonly endpoint: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Bytes of the encrypted body. */
  readonly size: number;
  readonly status: number;
  /** The service's own words: `sent`, `stored`, `dropped`, or why not. */
  readonly reason: string;
}

/** What is to go wrong with a message: refused with a status, or one bit of its body flipped. */
export type Fault =
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'flip-a-bit' };

/** A stand-in for a browser maker's push service, on loopback. */
export interface PushService {
  /** For who sends: reaches this service by the public names in its endpoints, and trusts it. */
  readonly agent: Agent;
  /** Every message that senders tried to hand over, oldest first. */
  attempts(): readonly Attempt[];
  /** Is asked about each well-addressed message before it is checked; `null` ends it. */
  setFault(fault: ((attempt: Pick<Attempt, 'endpoint' | 'headers'>) => Fault | null) | null): void;
  /** Drops the browser's connection and leaves every other unanswered, until `reconnect`. */
  disconnect(): void;
  reconnect(): void;
  /** How many browsers are connected. */
  connected(): number;
  /** Ends a subscription as the service does by itself: senders hear 410 from now on. */
  expire(endpoint: string): void;
  stop(): Promise<void>;
}

/** An agent that takes every host name to one port of 127.0.0.1 and checks the certificate there. */
export class LoopbackAgent extends https.Agent {
  readonly #target: ConnectionOptions;

  constructor(port: number, ca: string) {
    super({ ca });
    this.#target = { host: '127.0.0.1', port, ca };
  }

  override createConnection(options: RequestOptions): ReturnType<typeof connect> {
    return connect({ ...this.#target, servername: options.host ?? '' });
  }
}
