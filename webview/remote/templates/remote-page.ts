import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';
import { cardOf } from '../../shared/state/panel-state.ts';
import type { PanelState } from '../../shared/state/panel-state.ts';
import { stubbornDenials } from '../../shared/state/stubborn.ts';
import { openItem } from '../../shared/state/view.ts';
import type { Fragment } from '../fragment.ts';
import type { LinkStatus } from '../link/status.ts';
import { nextAfter, waitingInOrder } from '../state/places.ts';
import { whoIsYou } from '../state/who-is-you.ts';
import { devicePage } from './device.ts';
import type { DeviceView } from './device.ts';
import { list } from './list.ts';
import { lostNotice } from './lost-notice.ts';
import { openRequest, settledRequest, unknownRequest } from './request.ts';
import { pausedSessions, stopFooter, stopOutcome, stoppedBanner } from './stop.ts';
import type { StopActs, StopView } from './stop.ts';
import { backToList, topBar } from './top-bar.ts';

/** Everything the page shows. */
export interface RemoteView {
  readonly panel: PanelState;
  /** The person is asked whether they mean to stop all agents. */
  readonly stopping: boolean;
  readonly status: LinkStatus;
  readonly place: Fragment;
  readonly device: Pick<DeviceView, 'device' | 'push' | 'said' | 'busy' | 'inTab' | 'leaving'>;
}

/** Everything a person can do on it. */
export interface DeskActs
  extends Pick<DeviceView, 'turnOn' | 'test' | 'askToLeave' | 'leave'>, StopActs {
  readonly show: (id: string) => void;
  readonly back: () => void;
  readonly tryAgain: () => void;
  readonly pairAgain: () => void;
}

/** The page of a paired device: the list, one request, or how it stands. */
export function remotePage(view: RemoteView, acts: DeskActs): TemplateResult {
  const { place, panel, status } = view;
  const { connection } = status;
  const stop = stopView(view);
  const notices = html`${lostNotice(connection, acts)}
  ${stop === null ? nothing : stoppedBanner(stop, acts)}`;
  const said = stop === null ? nothing : stopOutcome(stop);
  switch (place.kind) {
    case 'request':
      return html`${topBar(backToList(waitingWords(panel, place.id)), connection)}
        <main tabindex="-1">
          ${notices} ${said} ${keyed(place.id, request(view, place.id, acts))}
        </main>`;
    case 'device':
      return html`${topBar(backToList('Requests'), connection)}
        <main tabindex="-1">
          ${notices} ${said} ${devicePage({ ...view.device, status, ...acts })}
        </main>`;
    case 'list':
    case 'moved':
    case 'pair':
      return html`${topBar(html`<h1>${waitingWords(panel, null)}</h1>`, connection)}
        <main tabindex="-1">
          ${notices}
          ${panel.snapshot === null ? asking(connection.kind) : listOf(panel.snapshot, view, acts)}
          ${stop === null ? nothing : stopFooter(stop, acts)}
        </main>`;
  }
}

function listOf(snapshot: PanelSnapshot, view: RemoteView, { act }: DeskActs): TemplateResult {
  const stop = stopView(view);
  return html`${stop === null ? nothing : pausedSessions(stop, snapshot, act)}
  ${list(snapshot, view.panel.skew, whoIsYou(view.status))}`;
}

/** Null until the desk has told what is stopped. */
function stopView({ panel, status: { told }, stopping }: RemoteView): StopView | null {
  if (told === null) return null;
  const { stopped, paused } = told.server;
  const { action: progress, skew } = panel;
  return { stops: { stopped, paused }, asks: stopping, progress, skew };
}

function request({ panel, status }: RemoteView, id: string, acts: DeskActs): TemplateResult {
  const { snapshot, skew } = panel;
  const item = snapshot?.items.find((candidate) => candidate.request.id === id);
  if (snapshot === null || item === undefined) return unknownRequest(snapshot !== null, acts.back);
  const open = openItem(snapshot, id);
  if (open?.state.kind === 'pending') {
    const isYou = whoIsYou(status);
    const denials = stubbornDenials(snapshot, open.request);
    const pausing = panel.action.kind === 'sending';
    return openRequest(open, cardOf(panel, id), { skew, isYou, denials, pausing }, acts.act);
  }
  const next = nextAfter(snapshot, id);
  const waiting = waitingInOrder(snapshot).length;
  const go = next === null ? null : (): void => acts.show(next.request.id);
  return settledRequest(item, skew, { waiting, go, back: acts.back });
}

function waitingWords({ snapshot }: PanelState, id: string | null): string {
  if (snapshot === null) return 'Countersign';
  const order = waitingInOrder(snapshot);
  const place = order.findIndex((item) => item.request.id === id);
  if (place !== -1) return `${place + 1} of ${order.length} waiting`;
  return order.length === 0 ? 'Nothing waits' : `${order.length} waiting`;
}

function asking(connection: LinkStatus['connection']['kind']): TemplateResult {
  return html`<section class="empty" aria-busy=${connection === 'connecting'}>
    <p>
      ${connection === 'lost' ? 'Nothing was heard from your computer yet.' : 'Asking your computer…'}
    </p>
  </section>`;
}
