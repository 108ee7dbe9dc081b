import type { SendOutcome } from './send.ts';

/** A push that was not accepted. */
export type NotAccepted = Exclude<SendOutcome, { kind: 'accepted' }>;

/** Told where a device did not say that it showed a push. */
export const NOT_CONFIRMED =
  'It did not confirm the last push: it is off, without a network, or saves its battery. Send it a test push, or open Countersign on it.';

/** Why pushes do not reach a device, in words that say what to do. */
export function troubleOf(outcome: NotAccepted): string {
  switch (outcome.kind) {
    case 'gone':
      return 'It no longer receives pushes: its subscription has ended. Open Countersign on it to receive them again.';
    case 'key-mismatch':
      return 'Its push service does not take pushes of this computer. Open Countersign on it, which subscribes again; where that does not help, look at the clock of this computer.';
    case 'not-usable':
      return 'Its push service is not one of the known ones, so nothing is sent there. If you trust it, add its host to the setting for push services; then open Countersign on the device.';
    case 'later':
      return 'Its push service does not take pushes at the moment. They are tried again; until then open Countersign on the device.';
    case 'unreachable':
      return 'Its push service could not be reached. Look at the network of this computer; until then open Countersign on the device.';
    case 'too-large':
    case 'refused':
      return 'Its push service refused a push. The log says more (command “Show the Log”); until then open Countersign on the device.';
  }
}

/** Whether the subscription is of no use any more. */
export function endsSubscription({ kind }: SendOutcome): boolean {
  return kind === 'gone' || kind === 'key-mismatch' || kind === 'not-usable';
}
