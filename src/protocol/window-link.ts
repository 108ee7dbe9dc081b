import * as z from 'zod/mini';

/** Where the window that runs the desk hears the other windows. */
export const WINDOW_LINK_PATH = '/countersign/window';

/** The most a message of the link may take, in bytes. */
export const WINDOW_LINK_MAX_MESSAGE = 16 * 1024;

/** The most of a window's name that is sent, in UTF-16 code units. */
export const WINDOW_NAME_MAX = 256;

/**
 * The close code of a link whose desk is being handed to another window: that one needs a moment to
 * open it. One of the codes that are free for us (RFC 6455 §7.4.2).
 */
export const DESK_MOVED = 4001;

const windowName = z.string().check(z.maxLength(WINDOW_NAME_MAX));
/** 32 bytes as hexadecimal digits: a challenge, or the proof that answers one. */
const digits = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** What a window sends to the desk. */
export const toDeskSchema = z.discriminatedUnion('type', [
  /** Its first message. */
  z.strictObject({ type: z.literal('hello'), version: z.literal(1), challenge: digits }),
  /** Its second, after the desk has proved itself. */
  z.strictObject({ type: z.literal('proof'), proof: digits, window: windowName }),
  z.strictObject({ type: z.literal('take-over') }),
  /** Whether that window has the focus: a person there is at the desk. */
  z.strictObject({ type: z.literal('focus'), focused: z.boolean() }),
]);
/** What a window sends to the desk. */
export type ToDesk = z.infer<typeof toDeskSchema>;

/** What the desk sends to a window. */
export const fromDeskSchema = z.discriminatedUnion('type', [
  /** The answer to `hello`. */
  z.strictObject({ type: z.literal('challenge'), challenge: digits, proof: digits }),
  /** The answer to a `proof` that holds, and again with every change. */
  z.strictObject({
    type: z.literal('status'),
    window: windowName,
    /** How many requests wait at the desk. */
    waiting: z.int().check(z.nonnegative()),
  }),
  /** The port is free from now on. */
  z.strictObject({ type: z.literal('handed-over') }),
  z.strictObject({ type: z.literal('not-handed-over') }),
]);
/** What the desk sends to a window. */
export type FromDesk = z.infer<typeof fromDeskSchema>;
