/** A message on its way to one browser. */
export interface Letter {
  readonly id: string;
  /** Which subscription it is for, in the words of the browser's protocol. */
  readonly channel: string;
  readonly topic: string | undefined;
  /** Seconds it may wait. */
  readonly ttl: number;
  readonly body: Buffer;
}

/** What waits for one browser. */
export interface Mailbox {
  /** Sends it at once where the browser is connected, else keeps it while its TTL lasts. */
  post(letter: Letter): 'sent' | 'stored' | 'dropped';
  /** Hands over all that waits, and what comes from now on. */
  connect(send: (letter: Letter) => void): void;
  /** Ends that connection, unless another one has taken its place. */
  disconnect(send: (letter: Letter) => void): void;
  /** The browser has these: they are not sent again. */
  acknowledge(ids: readonly string[]): void;
}

/** A mailbox that keeps each message until the browser says that it has it, as the real ones do. */
export function createMailbox(): Mailbox {
  let waiting: { letter: Letter; until: number }[] = [];
  let connected: ((letter: Letter) => void) | null = null;

  return {
    post(letter) {
      const { channel, topic, ttl } = letter;
      // RFC 8030 §5.4: a newer message of a topic takes the place of one not delivered yet.
      if (topic !== undefined) {
        waiting = waiting.filter(
          ({ letter: other }) => other.topic !== topic || other.channel !== channel,
        );
      }
      if (ttl > 0) waiting.push({ letter, until: Date.now() + ttl * 1_000 });
      if (connected === null) return ttl > 0 ? 'stored' : 'dropped';
      connected(letter);
      return 'sent';
    },
    connect(send) {
      connected = send;
      waiting = waiting.filter(({ until }) => until > Date.now());
      for (const { letter } of waiting) send(letter);
    },
    disconnect(send) {
      if (connected === send) connected = null;
    },
    acknowledge(ids) {
      waiting = waiting.filter(({ letter }) => !ids.includes(letter.id));
    },
  };
}
