import type { Device } from '../../core/pairing/device.ts';
import type { Confirmations } from './confirmations.ts';
import type { Message } from './content.ts';
import type { PushPorts } from './push-ports.ts';
import { sealPush } from './seal.ts';
import { sendOn, type SentOn } from './send-on.ts';
import { endsSubscription, NOT_CONFIRMED, troubleOf } from './trouble.ts';

/**
 * Brings a message to a device: sealed, sent, and waited for until the device confirms it. What goes
 * wrong is kept with the device. Rejects where the message can't be sealed.
 * @param dropped once aborted, it is not tried again
 * @returns once the push service has answered; null where pushes for the device go nowhere
 */
export async function deliver(
  ports: PushPorts,
  confirmations: Confirmations,
  device: Device,
  message: Message,
  dropped: AbortSignal,
): Promise<SentOn | null> {
  const { state } = ports;
  const { content, endsAt } = message;
  const { subscription } = state.of(device.id);
  if (subscription === null) return null;
  const envelope = sealPush(content, ports.sealingKey(device.agreementKey), device.origin);
  confirmations.expect(device.id, `${device.id} ${content.tag}`, content.push);
  const push = { subscription, envelope, topic: content.tag, endsAt };
  const sent = await sendOn(ports, push, dropped);
  const { outcome } = sent;
  if (outcome.kind === 'accepted') {
    void watch(ports, confirmations, device.id, content.push);
    return sent;
  }
  const isOver = endsSubscription(outcome);
  // It may have subscribed anew meanwhile; that one is not the one that was refused.
  const isCurrent = state.of(device.id).subscription?.endpoint === subscription.endpoint;
  if (isCurrent && isOver) state.subscribe(device.id, null);
  if (isCurrent && (isOver || !dropped.aborted)) state.pushFailed(device.id, troubleOf(outcome));
  return sent;
}

async function watch(
  { state }: PushPorts,
  confirmations: Confirmations,
  device: string,
  push: string,
): Promise<void> {
  if ((await confirmations.inTime(push)) === 'late') state.pushFailed(device, NOT_CONFIRMED);
}
