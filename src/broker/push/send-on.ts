import type { Pause } from './pause.ts';
import { sendPush, type ReadyPush, type SendOutcome, type SendPorts } from './send.ts';

/** How often a push is tried. */
const MOST_TRIES = 8;

/** The pause before the second try, in milliseconds; it doubles with each, up to a minute. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;

/** What became of a push after all its tries. */
export interface SentOn {
  /** Of the last try. */
  readonly outcome: SendOutcome;
  /** Whether the service has it, or may have it from a try that got no answer. */
  readonly mayArrive: boolean;
}

/**
 * Sends a push, and again where the service was not reached or asks to come back, while it is still
 * wanted and its life lasts. Never rejects.
 * @param dropped once aborted, it is not tried again
 */
export async function sendOn(
  ports: SendPorts & { readonly pause: Pause },
  push: ReadyPush,
  dropped: AbortSignal,
): Promise<SentOn> {
  let mayArrive = false;
  for (let tries = 1; ; tries += 1) {
    const outcome = await sendPush(ports, push);
    mayArrive ||= outcome.kind === 'accepted' || (outcome.kind === 'unreachable' && outcome.maybe);
    const pause = pauseAfter(outcome, tries);
    const over = pause === null || ports.clock.now() + pause >= push.endsAt;
    if (over || tries >= MOST_TRIES) return { outcome, mayArrive };
    await ports.pause(pause, dropped);
    if (dropped.aborted) return { outcome, mayArrive };
  }
}

/** How long to wait for another try; null where there is no use in one. */
function pauseAfter(outcome: SendOutcome, tries: number): number | null {
  const ownPause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (tries - 1));
  switch (outcome.kind) {
    case 'later':
      return Math.max(outcome.after ?? 0, ownPause);
    case 'unreachable':
      return ownPause;
    case 'accepted':
    case 'gone':
    case 'key-mismatch':
    case 'too-large':
    case 'refused':
    case 'not-usable':
      return null;
  }
}
