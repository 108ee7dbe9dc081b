import { expect, test } from 'vitest';
import type { SignatureMark } from '../../../../../src/core/request/state.ts';
import type { LinkStatus } from '../../../../../webview/remote/link/status.ts';
import { whoIsYou } from '../../../../../webview/remote/state/who-is-you.ts';

const push = { subscribed: false, confirmedAt: null };
const stops = { stopped: null, paused: [], denialLimit: 3 };
const server = { name: 'pc', away: true, address: null, pushKey: 'k', ...stops };

function told(person: string | null): Pick<LinkStatus, 'told'> {
  return { told: { device: { id: 'd1', name: 'Phone', pairedAt: 1, person, push }, server } };
}

function mark(id: string, person: string | null): SignatureMark {
  const by = { kind: 'device', id, name: 'Phone' } as const;
  return { by, signer: { device: id, person, roles: [] }, at: 1 };
}

test('you are this device, and your person on another one, and nobody before the desk told', () => {
  expect(whoIsYou(told(null))(mark('d1', null))).toBe(true);
  expect(whoIsYou(told(null))(mark('d2', null))).toBe(false);
  expect(whoIsYou(told('Ann'))(mark('d2', 'Ann'))).toBe(true);
  expect(whoIsYou(told('Ann'))(mark('d2', 'Bo'))).toBe(false);
  expect(whoIsYou({ told: null })(mark('d1', null))).toBe(false);
  const here: SignatureMark = { ...mark('d1', null), by: { kind: 'window', name: 'd1' } };
  expect(whoIsYou(told(null))(here)).toBe(false);
});
