import { LitElement, html } from 'lit';
import type { TemplateResult } from 'lit';
import type { PendingPairing, ThisDevice } from '../device/this-device.ts';
import { awaitConfirmation, startPairing } from '../pairing/pair.ts';
import { askAgain, groupedCode, readAsking } from '../pairing/pairing-state.ts';
import type { Asking, Pairing } from '../pairing/pairing-state.ts';
import { pairing } from '../templates/pairing.ts';

/** What pairing starts from. */
export interface PairingStartState {
  readonly pairing: Pairing;
  /** How the device was paired before; null where it was not. */
  readonly keep: (() => void) | null;
  readonly paired: (device: ThisDevice) => void;
  /** What to ask where a pairing that waited did not come about. */
  readonly ask: Asking;
}

/** Pairs this device: asks, shows the six digits, and waits for the person to type them in the editor. */
export class PairingElement extends LitElement {
  static override properties = { state: { state: true } };

  declare state: Pairing;
  readonly #start: PairingStartState;

  constructor(start: PairingStartState) {
    super();
    this.#start = start;
    this.state = start.pairing;
    if (start.pairing.kind === 'digits') void this.#confirm(start.pairing.pending, start.ask);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<main tabindex="-1">
      ${pairing(this.state, {
        rename: (name) => this.#change({ name }),
        type: (code) => this.#change({ code: groupedCode(code) }),
        pair: () => void this.#pair(),
        keep: this.#start.keep,
      })}
    </main>`;
  }

  #change(fields: Partial<Asking>): void {
    if (this.state.kind === 'ask') this.state = { ...this.state, ...fields, problem: null };
  }

  async #pair(): Promise<void> {
    const asking = this.state;
    if (asking.kind !== 'ask' || asking.busy) return;
    const read = readAsking(asking);
    if (read.with === null) {
      this.state = { ...asking, problem: read.problem };
      return;
    }
    this.state = { ...asking, busy: true, problem: null };
    const started = await startPairing(read.with.secret, read.with.name).catch(cannotKeep);
    if (started.kind === 'failed') this.state = askAgain(asking, started.words);
    else await this.#confirm(started.pending, asking);
  }

  async #confirm(pending: PendingPairing, asking: Asking): Promise<void> {
    this.state = { kind: 'digits', pending, trouble: null };
    const end = await awaitConfirmation(pending, (trouble) => {
      this.state = { kind: 'digits', pending, trouble };
    });
    if (end.kind === 'paired') this.#start.paired(end.device);
    else this.state = askAgain(asking, end.words);
  }
}

/** Keys that can’t be made or kept: a private window, or a page that is not served over TLS. */
function cannotKeep(error: unknown): { readonly kind: 'failed'; readonly words: string } {
  const detail = error instanceof Error ? error.message : String(error);
  const words = `This browser can’t make or keep a key here (${detail}). Use a normal window, and an address that begins with https.`;
  return { kind: 'failed', words };
}
