import { LitElement } from 'lit';
import type { TemplateResult } from 'lit';
import type { HostLink } from '../host-link.ts';
import { keyOf } from '../state/intent.ts';
import type { Intent } from '../state/intent.ts';
import { meaningOf } from '../state/keys.ts';
import { cardOf, emptyPanel } from '../state/panel-state.ts';
import type { PanelEvent, PanelState } from '../state/panel-state.ts';
import { perform } from '../state/perform.ts';
import { previewsWanted } from '../state/previews.ts';
import { freshCard } from '../state/card-ui.ts';
import { reduce } from '../state/reduce.ts';
import { page } from '../templates/page.ts';
import { savedRule } from '../templates/recent.ts';
import { answerablesIn, cardFor, cardsIn, focusedId, idOf } from './cards-in-page.ts';
import { keepFocus } from './keep-focus.ts';
import type { FocusBefore } from './keep-focus.ts';
import { keyPress } from './key-press.ts';
import { watchArming } from './watch-arming.ts';
import type { ArmingWatch } from './watch-arming.ts';

/** The panel: draws the newest state, hands on what the person does, and keeps the focus where they are. */
export class PanelElement extends LitElement {
  static override properties = {
    panel: { state: true },
    keysOpen: { state: true },
    stopOpen: { state: true },
  };

  declare panel: PanelState;
  declare keysOpen: boolean;
  /** The panel asks whether all agents are to be stopped. */
  declare stopOpen: boolean;
  readonly #link: HostLink;
  /** The state the page shows: behind `panel` until it is drawn again. */
  #drawn: PanelState = emptyPanel;
  #focus: FocusBefore = { order: [], card: null, beside: false };
  #arming: ArmingWatch | null = null;
  #timer: number | undefined;

  constructor(link: HostLink) {
    super();
    this.#link = link;
    this.panel = emptyPanel;
    this.keysOpen = false;
    this.stopOpen = false;
    link.onMessage((received) =>
      this.#dispatch(
        received.kind === 'message' ? { ...received, kind: 'received', at: Date.now() } : received,
      ),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#arming = watchArming();
    this.#timer = window.setInterval(() => this.#dispatch({ kind: 'tick', at: Date.now() }), 1000);
    window.addEventListener('keydown', this.#keyDown);
    this.#link.post({ kind: 'ready' });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#arming?.end();
    window.clearInterval(this.#timer);
    window.removeEventListener('keydown', this.#keyDown);
  }

  /** The page's own rules and names reach into the panel: it has no shadow of its own. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { keysOpen, stopOpen } = this;
    const toggleKeys = (): boolean => (this.keysOpen = !keysOpen);
    const toggleStop = (): boolean => (this.stopOpen = !stopOpen);
    return page(this.panel, { keysOpen, toggleKeys, stopOpen, toggleStop }, this.#act);
  }

  protected override willUpdate(): void {
    const id = focusedId();
    this.#arming?.beforeDraw(this);
    this.#focus = {
      order: cardsIn(this).map(idOf),
      card: id === null ? null : { id, mode: cardOf(this.#drawn, id).mode.kind },
      beside: id === null && this.contains(document.activeElement),
    };
  }

  protected override updated(): void {
    this.#drawn = this.panel;
    const given = keepFocus(this, this.#focus, (id) => cardOf(this.panel, id).mode.kind);
    this.#focusWanted();
    this.#arming?.afterDraw(this, given);
  }

  #focusWanted(): void {
    const { wanted, snapshot } = this.panel;
    if (wanted === null) return;
    const card = cardFor(this, wanted);
    card?.focus();
    card?.scrollIntoView({ block: 'nearest' });
    const known = snapshot?.items.some((item) => item.request.id === wanted) ?? false;
    if (known) this.#dispatch({ kind: 'focused' });
  }

  #dispatch(event: PanelEvent): void {
    this.panel = reduce(this.panel, event);
    for (const question of previewsWanted(this.panel)) {
      this.panel = reduce(this.panel, { kind: 'asked', question, at: Date.now() });
      this.#link.post(question);
    }
  }

  readonly #act = (intent: Intent): void => {
    const now = Date.now();
    const key = keyOf(intent);
    const armed = key !== null && this.#arming?.isArmed(key, now) === true;
    const { events, post } = perform(this.panel, intent, { now, armed });
    for (const event of events) this.#dispatch(event);
    if (post !== null) this.#link.post(post);
    // A choice that was not taken must not stay in the page as if it were.
    this.requestUpdate();
    if ('id' in intent && !armed) cardFor(this, intent.id)?.scrollIntoView({ block: 'nearest' });
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    const id = focusedId();
    const mode = id === null ? freshCard.mode : cardOf(this.panel, id).mode;
    const meaning = meaningOf(keyPress(event), mode);
    if (meaning === null) return;
    event.preventDefault();
    switch (meaning.kind) {
      case 'help':
        this.keysOpen = !this.keysOpen;
        return;
      case 'undo-newest':
        this.#undoNewest();
        return;
      case 'move':
        this.#move(meaning.by);
        return;
      case 'card':
        // No card has the focus: the key shows which one it would have meant, and answers nothing.
        if (id === null) show(cardsIn(this)[0]);
        else this.#act(meaning.intent(id));
    }
  };

  /** Over the cards, and on to the offer to answer several together. */
  #move(by: 1 | -1): void {
    const stops = answerablesIn(this);
    const place = stops.findIndex((stop) => stop.contains(document.activeElement));
    show(stops[place === -1 ? 0 : place + by]);
  }

  #undoNewest(): void {
    const newest = this.panel.recent.find((item) => savedRule(item)?.undone === false);
    if (newest !== undefined) this.#act({ kind: 'undo-rule', id: newest.request.id });
  }
}

function show(element: HTMLElement | undefined): void {
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
}
