/** What the core asks of the outside. The core holds no clock, no randomness and no files of its own. */

/** The time, in milliseconds since 1970. */
export interface Clock {
  now(): number;
}

/** Fresh identifiers, never given twice. */
export interface Ids {
  next(): string;
}

/** A SHA-256 digest of UTF-8 text, as 64 lower-case hexadecimal digits. */
export interface Hash {
  sha256(text: string): string;
}

/** What a log line may carry beside its message: never a secret, never tool input. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Where the product says what it does, for the person who looks for a fault. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Ends a subscription. */
export type Unsubscribe = () => void;
