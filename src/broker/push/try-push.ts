import type { Device } from '../../core/pairing/device.ts';
import { refused, type Outcome } from '../../core/request/item.ts';
import type { Confirmations } from './confirmations.ts';
import { testMessage } from './content.ts';
import { deliver } from './deliver.ts';
import type { PushPorts } from './push-ports.ts';
import { NOT_CONFIRMED, troubleOf } from './trouble.ts';

/** Tries whether pushes arrive at a device: done once it has confirmed one. */
export async function tryPush(
  ports: PushPorts,
  confirmations: Confirmations,
  device: Device,
): Promise<Outcome> {
  const address = ports.address();
  if (address === null) {
    return failed('No address leads to this computer, so the device could not confirm it.');
  }
  const message = testMessage(ports, address);
  const once = AbortSignal.abort();
  const sent = await deliver(ports, confirmations, device, message, once);
  if (sent === null) {
    return failed('It receives no pushes. Open Countersign on it and let it notify you.');
  }
  if (sent.outcome.kind !== 'accepted') return failed(troubleOf(sent.outcome));
  const confirmation = await confirmations.inTime(message.content.push);
  switch (confirmation) {
    case 'confirmed':
      return { kind: 'done', note: `${device.name} showed the test.` };
    case 'replaced':
      return failed('Another test took the place of this one. Wait for that one.');
    case 'late':
      return failed(NOT_CONFIRMED);
  }
}

function failed(message: string): Outcome {
  return refused('test-failed', message);
}
