import type { ToHost, ToPanel } from '../../../src/protocol/panel.ts';
import {
  previewAnswerSchema,
  REMOTE_PATHS,
  REMOTE_WAIT,
  remoteSnapshotSchema,
  waitAnswerSchema,
} from '../../../src/protocol/remote.ts';
import type { RemoteSnapshot } from '../../../src/protocol/remote.ts';
import type { HostLink } from '../../shared/host-link.ts';
import { callDesk } from '../device/signed-call.ts';
import type { ThisDevice } from '../device/this-device.ts';
import { backoff } from './backoff.ts';
import { decider } from './deciding.ts';
import { followDesk } from './live.ts';
import type { Live } from './live.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { isPartial, mergeRequests, panelSnapshot } from './snapshot.ts';
import type { KnownRequests } from './snapshot.ts';
import { lost, unheard } from './status.ts';
import type { LinkStatus } from './status.ts';
import { sendStopping } from './stopping.ts';
import type { Stopping } from './stopping.ts';

const SYNC_WITHIN = 12_000;
const PREVIEW_WITHIN = 8_000;
/** How often the desk is asked although nothing was heard: a socket can die in silence. */
const LOOK_AGAIN = 45_000;
const MOST_KNOWN = 500;

/** The link of the phone: signed calls over whatever leads to the desk. */
export interface RemoteLink extends HostLink {
  onStatus(listener: (status: LinkStatus) => void): void;
  /** The page came back to life, or something tells that there is news: asks the desk now. */
  wake(): void;
  end(): void;
}

/**
 * Joins the shared surface to the desk. Answers become whole snapshots, decisions become signed calls,
 * and what became of each comes back as an outcome, be it that no answer came.
 * @param load this device as it is kept now; null where it is paired no more
 */
export function remoteLink(load: () => Promise<ThisDevice | null>): RemoteLink {
  const decide = decider();
  let receive: (message: ToPanel) => void = () => undefined;
  let tell: (status: LinkStatus) => void = () => undefined;
  let status = unheard;
  let newest: RemoteSnapshot | null = null;
  let requests: KnownRequests = new Map();
  let [shown, failures, skew] = [0, 0, 0];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let live: Live | null = null;
  let ended = false;

  const setStatus = (next: LinkStatus): void => {
    status = next;
    tell(status);
  };
  const lookAgainIn = (milliseconds: number): void => {
    clearTimeout(timer);
    if (!ended) timer = setTimeout(() => void sync(), milliseconds);
  };
  const sync = oneAtATime(async () => {
    const device = await load();
    if (device === null) return;
    let partial = true;
    while (partial && !ended) {
      const known = [...requests.keys()].slice(-MOST_KNOWN);
      const call = { body: { known }, answer: remoteSnapshotSchema, within: SYNC_WITHIN };
      const result = await callDesk(device, { path: REMOTE_PATHS.sync, ...call });
      if (result.kind !== 'ok') {
        failures += 1;
        setStatus({ ...status, connection: lost(status.connection, result, Date.now()) });
        lookAgainIn(backoff(failures, Math.random()));
        return;
      }
      newest = result.answer;
      requests = mergeRequests(requests, newest);
      partial = isPartial(requests, newest);
      [failures, skew, shown] = [0, newest.now - Date.now(), shown + 1];
      receive({ kind: 'snapshot', snapshot: panelSnapshot(newest, requests, shown) });
      setStatus({ connection: { kind: 'online', took: result.took }, told: newest });
    }
    lookAgainIn(LOOK_AGAIN);
  });

  const follow = (): Live =>
    followDesk({
      device: load,
      revision: () => newest?.revision ?? -1,
      news: () => void sync(),
      wait: async (revision) => {
        const device = await load();
        if (device === null) return false;
        const call = { body: { revision }, answer: waitAnswerSchema, within: REMOTE_WAIT + 10_000 };
        return (await callDesk(device, { path: REMOTE_PATHS.wait, ...call })).kind === 'ok';
      },
    });

  const decided = async ({ id, decision }: Extract<ToHost, { kind: 'decide' }>): Promise<void> => {
    const device = await load();
    const request = requests.get(id);
    const nonce = newest?.rows.find((row) => row.id === id)?.nonce ?? null;
    const outcome =
      device === null || request === undefined || nonce === null
        ? ({ kind: 'refused', code: 'unknown-request', message: GONE } as const)
        : await decide(device, { request, decision, nonce, now: Date.now() + skew });
    receive({ kind: 'outcome', id, outcome });
    void sync();
  };
  const previewed = async (question: Extract<ToHost, { kind: 'preview' }>): Promise<void> => {
    const device = await load();
    if (device === null) return;
    const { id, serial, draft } = question;
    const call = { body: { request: id, draft }, answer: previewAnswerSchema };
    const path = REMOTE_PATHS.preview;
    const result = await callDesk(device, { path, ...call, within: PREVIEW_WITHIN });
    if (result.kind === 'ok') receive({ kind: 'preview', id, serial, ...result.answer });
  };

  const stop = async (message: Stopping): Promise<void> => {
    const device = await load();
    if (device === null) return;
    receive({ kind: 'outcome', id: null, outcome: await sendStopping(device, message) });
    void sync();
  };

  return {
    post(message) {
      if (message.kind === 'ready') {
        live ??= follow();
        void sync();
      } else if (message.kind === 'decide') void decided(message);
      else if (message.kind === 'preview') void previewed(message);
      else if (message.kind === 'set-stopped' || message.kind === 'set-paused') void stop(message);
      else {
        const id = 'id' in message ? message.id : null;
        receive({ kind: 'outcome', id, outcome: AT_THE_DESK });
      }
    },
    onMessage: (listener) => (receive = (message) => listener({ kind: 'message', message })),
    onStatus: (listener) => (tell = listener),
    wake() {
      live?.wake();
      void sync();
    },
    end() {
      ended = true;
      clearTimeout(timer);
      live?.end();
    },
  };
}

const GONE = 'This request can’t be answered from here any more. Nothing was sent.';
const AT_THE_DESK = {
  kind: 'refused',
  code: 'not-the-desk',
  message: 'This can be done in VS Code only.',
} as const;
