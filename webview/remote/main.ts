import { AgeElement } from '../shared/elements/age-element.ts';
import { followAddress } from './device/address.ts';
import { forgetDevice, loadDevice, loadPending } from './device/device-store.ts';
import type { PendingPairing, ThisDevice } from './device/this-device.ts';
import { PairingElement } from './elements/pairing-element.ts';
import { RemoteElement } from './elements/remote-element.ts';
import { readFragment } from './fragment.ts';
import type { Fragment } from './fragment.ts';
import { leaveDesk } from './link/leave.ts';
import { remoteLink } from './link/remote-link.ts';
import { onWake } from './link/wake.ts';
import type { Pairing } from './pairing/pairing-state.ts';
import { needsHomeScreen, proposedName } from './pairing/platform.ts';
import { askForPush, resumePush, testPush } from './push/push-state.ts';
import { registerWorker } from './push/register-worker.ts';
import { workerNewsSchema } from './push/worker-news.ts';
import { registerLightToolkit } from './toolkit.ts';

registerLightToolkit();
customElements.define('cs-age', AgeElement);
customElements.define('cs-pairing', PairingElement);
customElements.define('cs-remote', RemoteElement);

const installed =
  matchMedia('(display-mode: standalone), (display-mode: fullscreen)').matches ||
  ('standalone' in navigator && navigator.standalone === true);
const { userAgent, maxTouchPoints } = navigator;
const traits = { userAgent, maxTouchPoints, installed };
const worker = registerWorker();
const ports = { registration: () => worker, device: loadDevice };
let wake = (): void => undefined;

void start(takeFragment()).catch(noStore);
onWake(() => wake());
window.addEventListener('hashchange', () => {
  const fragment = takeFragment();
  if (fragment.kind === 'pair' || fragment.kind === 'moved') void start(fragment).catch(noStore);
});
const hear = ({ data }: MessageEvent<unknown>): void => {
  const news = workerNewsSchema.safeParse(data);
  if (!news.success) return;
  if (news.data.kind === 'show') location.hash = news.data.fragment;
  wake();
};
if ('serviceWorker' in navigator) navigator.serviceWorker.addEventListener('message', hear);

/** What the address asks for. What is secret or done once leaves the address bar before anything else. */
function takeFragment(): Fragment {
  const fragment = readFragment(location.hash);
  if (fragment.kind === 'pair' || fragment.kind === 'moved')
    history.replaceState(null, '', location.pathname);
  return fragment;
}

async function start(fragment: Fragment): Promise<void> {
  const device = await loadDevice();
  const link = fragment.kind === 'pair' ? fragment.secret : null;
  const pending = link === null ? await loadPending() : null;
  if (device !== null && link === null && pending === null) {
    showDesk(fragment.kind === 'moved' ? await followAddress(device, fragment.address) : device);
    return;
  }
  showPairing(device, link, pending);
}

function showPairing(
  device: ThisDevice | null,
  link: string | null,
  pending: PendingPairing | null,
): void {
  const ask = { kind: 'ask', link, code: '', problem: null, busy: false } as const;
  const asking = { ...ask, name: device?.name ?? proposedName(traits) };
  const digits: Pairing | null = pending && { kind: 'digits', pending, trouble: null };
  show(
    new PairingElement({
      pairing: needsHomeScreen(traits) ? { kind: 'home-screen' } : (digits ?? asking),
      ask: asking,
      keep: device === null ? null : () => showDesk(device),
      paired: (made) => showDesk(made),
    }),
  );
}

function showDesk(device: ThisDevice): void {
  // Refused where the browser does not think the page matters; it is asked again at each start. Firefox
  // asks the person, who may take their time: nothing waits for it.
  void navigator.storage.persist().catch(() => false);
  const link = remoteLink(loadDevice);
  wake = () => link.wake();
  show(
    new RemoteElement({
      device,
      link,
      inTab: !installed,
      resumePush: (pushKey) => resumePush(ports, pushKey),
      askForPush: (pushKey) => askForPush(ports, pushKey),
      testPush: () => testPush(ports),
      leave: async () => {
        const words = await leaveDesk(device);
        if (words !== null) return words;
        await forgetDevice();
        showPairing(null, null, null);
        return null;
      },
      pairAgain: () => showPairing(device, null, null),
    }),
  );
}

function show(element: HTMLElement): void {
  document.body.replaceChildren(element);
}

/** Without a store there are no keys: nothing can be paired or answered here. */
function noStore(): void {
  const words = document.createElement('p');
  words.className = 'sheet';
  words.setAttribute('role', 'alert');
  words.textContent =
    'This browser keeps nothing for this page, so it can hold no key. Open the page in a normal (not private) window.';
  show(words);
}
