import type { Duplex } from 'node:stream';
import type { Letter } from './mailbox.ts';
import { bytesField, numberField, readFields, readVarint, varint } from './protobuf.ts';

/** The stream's version, which each side says first. */
const VERSION = 41;

/** Kinds of message, as Chromium's `google_apis/gcm/protocol/mcs.proto` counts them. */
const HEARTBEAT_PING = 0;
const HEARTBEAT_ACK = 1;
const LOGIN_REQUEST = 2;
const LOGIN_RESPONSE = 3;
const IQ_STANZA = 7;
const DATA_MESSAGE = 8;

/** The id of the extension that lists what has arrived. */
const SELECTIVE_ACK = 12;

/** What Chromium registered for one subscription; `subtype` names it on the stream. */
export interface Registration {
  readonly app: string;
  readonly sender: string;
  readonly subtype: string;
}

/** What a connected browser does. */
export interface StreamEvents {
  /** It says who it is. What `deliver` is given from now on reaches it. */
  onLogin(device: string, deliver: (letter: Letter) => void): void;
  onReceived(ids: readonly string[]): void;
  onEnd(): void;
}

/**
 * Speaks the push connection (MCS) with one Chromium.
 * @param registrationOf finds what a letter's channel was registered with
 */
export function speakStream(
  socket: Duplex,
  registrationOf: (channel: string) => Registration,
  events: StreamEvents,
): void {
  let unread = Buffer.alloc(0);
  let greeted = false;
  let received = 0;
  const say = (kind: number, message: Buffer) =>
    socket.write(Buffer.concat([Buffer.from([kind]), varint(message.length), message]));
  const deliver = (letter: Letter) => say(DATA_MESSAGE, stanza(letter, registrationOf));

  function hear(kind: number, body: Buffer): void {
    const message = readFields(body);
    if (kind === HEARTBEAT_PING) say(HEARTBEAT_ACK, numberField(2, received));
    if (kind === LOGIN_REQUEST) {
      events.onReceived(message.bytes(10).map(String));
      const response = [bytesField(1, message.text(1)), numberField(8, Date.now())];
      say(LOGIN_RESPONSE, Buffer.concat(response));
      events.onLogin(message.text(3), deliver);
    }
    if (kind === IQ_STANZA) events.onReceived(acknowledged(message.bytes(7)));
  }

  function read(): boolean {
    const length = readVarint(unread, 1);
    if (length === null || unread.length < length.end + length.value) return false;
    const end = length.end + length.value;
    const [kind, body] = [unread[0]!, unread.subarray(length.end, end)];
    unread = unread.subarray(end);
    received += 1;
    hear(kind, body);
    return true;
  }

  socket.on('error', () => socket.destroy());
  socket.on('close', () => events.onEnd());
  socket.on('data', (part: Buffer) => {
    unread = Buffer.concat([unread, part]);
    if (!greeted) {
      greeted = true;
      unread = unread.subarray(1);
      socket.write(Buffer.from([VERSION]));
    }
    while (read());
  });
}

function acknowledged(extensions: readonly Buffer[]): string[] {
  return extensions
    .map(readFields)
    .filter((extension) => extension.numbers(1)[0] === SELECTIVE_ACK)
    .flatMap((extension) => extension.bytes(2))
    .flatMap((list) => readFields(list).bytes(1).map(String));
}

function stanza(letter: Letter, registrationOf: (channel: string) => Registration): Buffer {
  const { app, sender, subtype } = registrationOf(letter.channel);
  const property = (name: string, value: string) =>
    bytesField(7, Buffer.concat([bytesField(1, name), bytesField(2, value)]));
  return Buffer.concat([
    bytesField(2, letter.id),
    bytesField(3, sender),
    bytesField(5, app),
    property('subtype', subtype),
    property('content-encoding', 'aes128gcm'),
    // The id by which the browser says that it has the message.
    bytesField(9, letter.id),
    numberField(17, letter.ttl),
    numberField(18, Date.now()),
    bytesField(21, letter.body),
  ]);
}
