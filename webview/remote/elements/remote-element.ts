import { LitElement, html } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { watchArming } from '../../shared/elements/watch-arming.ts';
import type { ArmingWatch } from '../../shared/elements/watch-arming.ts';
import { keyOf } from '../../shared/state/intent.ts';
import type { Intent } from '../../shared/state/intent.ts';
import { emptyPanel } from '../../shared/state/panel-state.ts';
import type { PanelEvent, PanelState } from '../../shared/state/panel-state.ts';
import { perform } from '../../shared/state/perform.ts';
import { previewsWanted } from '../../shared/state/previews.ts';
import { reduce } from '../../shared/state/reduce.ts';
import { readFragment, requestFragment } from '../fragment.ts';
import type { Fragment } from '../fragment.ts';
import type { RemoteLink } from '../link/remote-link.ts';
import { unheard } from '../link/status.ts';
import type { LinkStatus } from '../link/status.ts';
import { remotePage } from '../templates/remote-page.ts';
import type { DeskActs } from '../templates/remote-page.ts';
import { patience } from '../state/patience.ts';
import { waitingInOrder } from '../state/places.ts';
import type { ThisDevice } from '../device/this-device.ts';
import type { PushState } from '../push/push-state.ts';
import { showBadge } from './badge.ts';

/** What the page of a paired device is made of. */
export interface RemoteParts {
  readonly device: ThisDevice;
  readonly link: RemoteLink;
  readonly inTab: boolean;
  /** Makes sure that pushes arrive, for the key the desk sends them with now. */
  readonly resumePush: (pushKey: string) => Promise<PushState>;
  readonly askForPush: (pushKey: string) => Promise<PushState>;
  /** @returns what became of it, in words */
  readonly testPush: () => Promise<string>;
  /** Ends the pairing after the person confirmed it. @returns why it could not, in words */
  readonly leave: () => Promise<string | null>;
  readonly pairAgain: () => void;
}

/** The page of a paired device: draws the newest state, and hands on what the person does. */
export class RemoteElement extends LitElement {
  static override properties = {
    panel: { state: true },
    status: { state: true },
    place: { state: true },
    push: { state: true },
    said: { state: true },
    busy: { state: true },
    leaving: { state: true },
    stopping: { state: true },
    device: { state: true },
  };

  declare panel: PanelState;
  declare status: LinkStatus;
  declare place: Fragment;
  declare push: PushState;
  declare said: string | null;
  declare busy: boolean;
  declare leaving: boolean;
  declare stopping: boolean;
  declare device: ThisDevice;
  readonly #parts: RemoteParts;
  #arming: ArmingWatch | null = null;
  #timer: number | undefined;
  /** The key of pushes this page has looked after already. */
  #pushKey: string | null = null;

  constructor(parts: RemoteParts) {
    super();
    this.#parts = parts;
    this.panel = { ...emptyPanel, patience };
    this.status = unheard;
    this.place = readFragment(location.hash);
    this.push = { kind: 'looking' };
    this.said = null;
    this.busy = false;
    this.leaving = false;
    this.stopping = false;
    this.device = parts.device;
    parts.link.onMessage((received) =>
      this.#dispatch(
        received.kind === 'message' ? { ...received, kind: 'received', at: Date.now() } : received,
      ),
    );
    parts.link.onStatus((status) => this.#heard(status));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#arming = watchArming();
    this.#timer = window.setInterval(() => this.#dispatch({ kind: 'tick', at: Date.now() }), 1000);
    window.addEventListener('hashchange', this.#goneElsewhere);
    this.#parts.link.post({ kind: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#arming?.end();
    window.clearInterval(this.#timer);
    window.removeEventListener('hashchange', this.#goneElsewhere);
    this.#parts.link.end();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    this.#arming?.beforeDraw(this);
  }

  protected override updated(changed: Map<string, unknown>): void {
    this.#arming?.afterDraw(this, null);
    if (!changed.has('place') || changed.get('place') === undefined) return;
    window.scrollTo(0, 0);
    this.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const { panel, status, place, push, said, busy, leaving, stopping, device } = this;
    const { inTab } = this.#parts;
    const shown = { device, push, said, busy, leaving, inTab };
    const view = { panel, status, place, stopping, device: shown };
    return html`${remotePage(view, this.#acts)}
      <div class="heard" role="status" aria-live="polite">
        ${keyed(panel.said.serial, html`<span>${panel.said.text}</span>`)}
      </div>`;
  }

  #dispatch(event: PanelEvent): void {
    this.panel = reduce(this.panel, event);
    for (const question of previewsWanted(this.panel)) {
      this.panel = reduce(this.panel, { kind: 'asked', question, at: Date.now() });
      this.#parts.link.post(question);
    }
    if (event.kind === 'received' && this.panel.snapshot !== null)
      showBadge(waitingInOrder(this.panel.snapshot).length);
  }

  #heard(status: LinkStatus): void {
    this.status = status;
    const pushKey = status.told?.server.pushKey ?? null;
    if (pushKey === null || pushKey === this.#pushKey) return;
    this.#pushKey = pushKey;
    void this.#parts.resumePush(pushKey).then((push) => (this.push = push));
  }

  readonly #goneElsewhere = (): void => {
    this.place = readFragment(location.hash);
    this.said = null;
    this.leaving = false;
    this.stopping = false;
  };

  readonly #act = (intent: Intent): void => {
    const now = Date.now();
    const key = keyOf(intent);
    const armed = key !== null && this.#arming?.isArmed(key, now) === true;
    const { events, post } = perform(this.panel, intent, { now, armed });
    for (const event of events) this.#dispatch(event);
    if (post !== null) this.#parts.link.post(post);
    if (post?.kind === 'set-stopped') this.stopping = false;
    // A choice that was not taken must not stay in the page as if it were.
    this.requestUpdate();
    if (intent.kind === 'open-always' || intent.kind === 'open-message') void this.#showForm();
  };

  async #showForm(): Promise<void> {
    await this.updateComplete;
    this.querySelector('.form')?.scrollIntoView({ block: 'start' });
  }

  readonly #acts: DeskActs = {
    act: this.#act,
    show: (id) => (location.hash = requestFragment(id)),
    back: () => (location.hash = '#'),
    tryAgain: () => this.#parts.link.wake(),
    pairAgain: () => this.#parts.pairAgain(),
    turnOn: () => {
      const pushKey = this.#pushKey ?? this.device.pushKey;
      void this.#whileBusy(async () => {
        this.push = { kind: 'turning-on' };
        this.push = await this.#parts.askForPush(pushKey);
        return null;
      });
    },
    test: () => void this.#whileBusy(() => this.#parts.testPush()),
    askToLeave: (ask) => (this.leaving = ask),
    askToStop: (asks) => (this.stopping = asks),
    leave: () => void this.#whileBusy(() => this.#parts.leave()),
  };

  async #whileBusy(task: () => Promise<string | null>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.said = null;
    try {
      this.said = await task();
    } finally {
      this.busy = false;
    }
  }
}
