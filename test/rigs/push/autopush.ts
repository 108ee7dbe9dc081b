import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { WebSocketServer, type WebSocket } from 'ws';
import { serve } from '../claude/serve.ts';
import { makeCertificate } from './certificates.ts';
import { startIntake, tokenOf, type Subscription } from './intake.ts';
import { createMailbox, type Letter, type Mailbox } from './mailbox.ts';
import type { PushService } from './push-service.ts';

/** The host in the endpoints that the real service gives to Firefox. */
const HOST = 'updates.push.services.mozilla.com';

/** Mozilla's push service, as a stock Firefox and a sender see it. */
export interface Autopush extends PushService {
  /** With these a Firefox speaks to this service. */
  readonly prefs: Readonly<Record<string, string | boolean | number>>;
  /** How often Firefox could not decrypt what it got (it acknowledges with code 101). */
  undecryptable(): number;
}

/** What Firefox says, as far as it is looked at. */
interface Said {
  readonly messageType?: string;
  readonly uaid?: string;
  readonly channelID?: string;
  readonly key?: string;
  readonly updates?: readonly { readonly version: string; readonly code: number }[];
}

/** Firefox's code for a message that it could not decrypt. */
const UNDECRYPTABLE = 101;

/** Starts it on loopback: the browser's side over ws, the senders' side over HTTPS. */
export async function startAutopush(): Promise<Autopush> {
  const intake = await startIntake(await makeCertificate([HOST]));
  const mailboxes = new Map<string, Mailbox>();
  let held = false;
  let undecryptable = 0;

  function attend(socket: WebSocket): void {
    let uaid = '';
    const say = (message: object) => socket.send(JSON.stringify(message));
    const deliver = ({ id, channel, ttl, body }: Letter) =>
      say({
        ...{ messageType: 'notification', channelID: channel, version: id, ttl },
        ...{ data: body.toString('base64url'), headers: { encoding: 'aes128gcm' } },
      });

    function hello(known: string | undefined): void {
      uaid = known !== undefined && mailboxes.has(known) ? known : randomBytes(16).toString('hex');
      const mailbox = mailboxes.get(uaid) ?? createMailbox();
      mailboxes.set(uaid, mailbox);
      say({ messageType: 'hello', uaid, status: 200, use_webpush: true, broadcasts: {} });
      mailbox.connect(deliver);
    }

    function register(channel: string, key: string | undefined): void {
      const mailbox = mailboxes.get(uaid);
      const reply = { messageType: 'register', channelID: channel };
      if (mailbox === undefined || key === undefined) {
        say({ ...reply, status: 400 });
        return;
      }
      const token = randomBytes(24).toString('base64url');
      const raw = Buffer.from(key, 'base64url').toString('base64url');
      intake.subscriptions.set(token, { channel, key: raw, mailbox, gone: false });
      say({ ...reply, status: 200, pushEndpoint: `https://${HOST}/wpush/v2/${token}` });
    }

    function unregister(channel: string): void {
      for (const subscription of all(intake.subscriptions)) {
        if (subscription.channel === channel) subscription.gone = true;
      }
      say({ messageType: 'unregister', channelID: channel, status: 200 });
    }

    function acknowledge(updates: NonNullable<Said['updates']>): void {
      mailboxes.get(uaid)?.acknowledge(updates.map(({ version }) => version));
      undecryptable += updates.filter(({ code }) => code === UNDECRYPTABLE).length;
    }

    socket.on('close', () => mailboxes.get(uaid)?.disconnect(deliver));
    socket.on('message', (data: Buffer) => {
      const said = JSON.parse(data.toString()) as Said;
      switch (said.messageType) {
        case 'hello':
          hello(said.uaid);
          break;
        case 'register':
          register(said.channelID ?? '', said.key);
          break;
        case 'unregister':
          unregister(said.channelID ?? '');
          break;
        case 'ack':
          acknowledge(said.updates ?? []);
          break;
        case undefined:
        case 'ping':
          say({});
          break;
        default:
      }
    });
  }

  const server = createServer((_, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'push-notification' });
  sockets.on('connection', (socket) => {
    // Not refused: Firefox then fails a subscription that it is asked for, and waits long.
    if (held) socket.pause();
    attend(socket);
  });
  const { url, close } = await serve(server);

  const disconnect = () => {
    held = true;
    for (const socket of sockets.clients) socket.terminate();
  };
  return {
    ...intake,
    prefs: {
      'dom.push.serverURL': url.replace('http:', 'ws:'),
      'dom.push.testing.allowInsecureServerURL': true,
      'dom.push.connection.enabled': true,
      // Else it comes back only after five seconds, then ten, and so on.
      'dom.push.retryBaseInterval': 200,
    },
    undecryptable: () => undecryptable,
    disconnect,
    reconnect() {
      held = false;
      for (const socket of sockets.clients) socket.resume();
    },
    connected: () => sockets.clients.size,
    expire(endpoint) {
      const subscription = intake.subscriptions.get(tokenOf(new URL(endpoint)));
      if (subscription) subscription.gone = true;
    },
    async stop() {
      disconnect();
      await Promise.all([intake.close(), close()]);
    },
  };
}

const all = (subscriptions: ReadonlyMap<string, Subscription>) => [...subscriptions.values()];
