import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { text } from 'node:stream/consumers';
import { serve } from '../claude/serve.ts';
import { keyFingerprint, makeCertificate } from './certificates.ts';
import { speakStream, type Registration } from './fcm-stream.ts';
import { startIntake, tokenOf } from './intake.ts';
import { createMailbox, type Letter, type Mailbox } from './mailbox.ts';
import { bytesField, fixed64Field, numberField } from './protobuf.ts';
import type { PushService } from './push-service.ts';

/** The hosts that builds of Chromium write into endpoints (Debian's: the second, measured). */
const HOSTS = ['fcm.googleapis.com', 'jmt17.google.com'];

/** Google's push service, as a stock Chromium and a sender see it. */
export interface Fcm extends PushService {
  /** With these a Chromium speaks to this service. */
  readonly args: readonly string[];
  /** The fingerprint of the key that Chromium is to accept, for it knows no authority of ours. */
  readonly fingerprint: string;
}

/** Starts it on loopback: check-in and registration over HTTP, the stream and senders over TLS. */
export async function startFcm(): Promise<Fcm> {
  const certificate = await makeCertificate([...HOSTS, '127.0.0.1']);
  const intake = await startIntake(certificate);
  const registrations = new Map<string, Registration>();
  const mailboxes = new Map<string, Mailbox>();
  const sockets = new Set<TLSSocket>();
  let held = false;

  function mailboxOf(device: string): Mailbox {
    const mailbox = mailboxes.get(device) ?? createMailbox();
    mailboxes.set(device, mailbox);
    return mailbox;
  }

  function register(form: URLSearchParams): string {
    const field = (name: string) => form.get(name) ?? '';
    const registration = {
      app: field('app'),
      sender: field('sender'),
      subtype: field('X-subtype'),
    };
    if (field('delete') === 'true') {
      const subscription = [...intake.subscriptions.values()].find(
        ({ channel }) => registrations.get(channel)?.subtype === registration.subtype,
      );
      if (subscription) subscription.gone = true;
      return `token=${registration.subtype}`;
    }
    const token = `${field('appid')}:APA91b${randomBytes(60).toString('base64url')}`;
    registrations.set(token, registration);
    const mailbox = mailboxOf(field('device'));
    // Chromium sends the applicationServerKey, base64url, as the sender (measured).
    intake.subscriptions.set(token, {
      channel: token,
      key: registration.sender,
      mailbox,
      gone: false,
    });
    return `token=${token}`;
  }

  async function answer(request: IncomingMessage): Promise<string | Buffer> {
    if (request.url?.startsWith('/checkin')) {
      request.resume();
      return checkIn();
    }
    return register(new URLSearchParams(await text(request)));
  }

  function attend(socket: TLSSocket): void {
    sockets.add(socket);
    let leave = () => {};
    let mailbox: Mailbox | null = null;
    const registrationOf = (channel: string) => registrations.get(channel)!;
    speakStream(socket, registrationOf, {
      onLogin(device: string, deliver: (letter: Letter) => void) {
        const own = mailboxOf(device);
        mailbox = own;
        leave = () => own.disconnect(deliver);
        own.connect(deliver);
      },
      onReceived(ids) {
        if (mailbox) mailbox.acknowledge(ids);
        else for (const each of mailboxes.values()) each.acknowledge(ids);
      },
      onEnd() {
        sockets.delete(socket);
        leave();
      },
    });
  }

  const http = createServer((request, response) => {
    void answer(request).then((body) => response.end(body));
  });
  const stream = createTlsServer(certificate, (socket) => {
    if (held) socket.destroy();
    else attend(socket);
  });
  const registry = await serve(http);
  await new Promise<void>((resolve) => stream.listen(0, '127.0.0.1', resolve));
  const address = stream.address();
  if (address === null || typeof address === 'string') throw new Error('The stream has no port.');

  const disconnect = () => {
    held = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    ...intake,
    args: [
      `--gcm-checkin-url=${registry.url}/checkin`,
      `--gcm-registration-url=${registry.url}/c2dm/register3`,
      `--gcm-mcs-endpoint=https://127.0.0.1:${address.port}`,
    ],
    fingerprint: keyFingerprint(certificate.cert),
    disconnect,
    reconnect: () => (held = false),
    connected: () => sockets.size,
    expire(endpoint) {
      const subscription = intake.subscriptions.get(tokenOf(new URL(endpoint)));
      if (subscription) subscription.gone = true;
    },
    async stop() {
      disconnect();
      const streamEnded = new Promise<void>((resolve) => stream.close(() => resolve()));
      await Promise.all([intake.close(), registry.close(), streamEnded]);
    },
  };
}

/** The answer to a check-in: a new device's id and secret. */
function checkIn(): Buffer {
  const random = (bytes: number) => BigInt(`0x${randomBytes(bytes).toString('hex')}`);
  return Buffer.concat([
    numberField(1, 1),
    numberField(3, Date.now()),
    fixed64Field(7, 1_000_000_000_000n + random(4)),
    fixed64Field(8, 1n + random(7)),
    bytesField(11, 'countersign'),
  ]);
}
