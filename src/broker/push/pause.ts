import { setTimeout } from 'node:timers/promises';

/** Resolves after so many milliseconds, and at once where the signal is aborted. Never rejects. */
export type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** A pause of the machine's own time. It does not keep a process alive. */
export const pause: Pause = async (milliseconds, signal) => {
  await setTimeout(milliseconds, undefined, { signal, ref: false }).catch(() => undefined);
};
