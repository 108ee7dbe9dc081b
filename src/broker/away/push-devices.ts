import type { DeviceBook } from '../devices/device-book.ts';
import type { DeviceState } from '../devices/device-state.ts';
import type { PushDevices } from '../push/push-ports.ts';

/** The paired devices and what is known of their pushes, as sending them needs it. */
export function pushDevices(
  book: Pick<DeviceBook, 'list'>,
  state: Pick<DeviceState, 'of' | 'subscribe' | 'confirmed' | 'pushProblem'>,
): PushDevices {
  return {
    list: () => book.list(),
    subscription: (device) => state.of(device).subscription,
    unsubscribe: (device) => state.subscribe(device, null),
    confirmed: (device, at) => state.confirmed(device, at),
    problem: (device, message) => state.pushProblem(device, message),
  };
}
