import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Destination, RungOffer } from '../../../src/core/rules/offers.ts';
import type { CardMode } from '../state/card-ui.ts';
import type { Act } from '../state/intent.ts';
import { offersOf } from '../state/perform.ts';
import type { OpenItem } from '../state/view.ts';
import { valueOf } from './field.ts';
import { messageField } from './message-form.ts';
import { shown, wrapped } from './text.ts';

type AlwaysMode = Extract<CardMode, { kind: 'always' }>;

/** The files a rule can go to: as a person knows them, and what it means to choose each. */
const DESTINATIONS: readonly { value: Destination; label: string; hint: string }[] = [
  {
    value: 'project',
    label: '.claude/settings.json (project)',
    hint: 'Holds for everyone who works in this project.',
  },
  {
    value: 'local',
    label: '.claude/settings.local.json (this project, only you)',
    hint: 'Holds for you alone, in this project.',
  },
  {
    value: 'user',
    label: '~/.claude/settings.json (all projects)',
    hint: 'Holds for you, in every project on this machine.',
  },
];

/** What "always" would write, word for word, and into which file; nothing is written before it is confirmed. */
export function alwaysForm(item: OpenItem, mode: AlwaysMode, act: Act): TemplateResult {
  const { id } = item.request;
  const list = offersOf(item, mode.behavior);
  const offers = list.kind === 'some' ? (list.parts[0]?.rungs ?? []) : [];
  const change = (part: Partial<AlwaysMode>): void =>
    act({ kind: 'fill-in', id, mode: { ...mode, ...part } });
  return html`<div class="form">
    <fieldset>
      <legend>
        ${mode.behavior === 'allow' ? 'Allow from now on, without asking:' : 'Deny from now on, without asking:'}
      </legend>
      ${offers.map((offer, index) =>
        offerChoice(offer, `${id}-offer`, index === mode.offer, mode.destination, () =>
          change({ offer: index }),
        ),
      )}
    </fieldset>
    ${destinationChoice(mode.destination, (destination) => change({ destination }))}
    ${
      mode.behavior === 'deny' && item.state.kind === 'pending'
        ? messageField(mode.message, (message) => change({ message }))
        : nothing
    }
  </div>`;
}

function offerChoice(
  offer: RungOffer,
  name: string,
  checked: boolean,
  destination: Destination,
  choose: () => void,
): TemplateResult {
  return html`<label class="option">
    <input type="radio" name=${name} .checked=${checked} @change=${choose} />
    <span
      >${offer.rules[destination].map((rule) => html`<code class="rule">${wrapped(rule)}</code>`)}<small
        >${shown(offer.reach)}</small
      ></span
    >
  </label>`;
}

function destinationChoice(
  chosen: Destination,
  change: (destination: Destination) => void,
): TemplateResult {
  const changed = (event: Event): void => {
    const value = valueOf(event);
    const found = DESTINATIONS.find((destination) => destination.value === value);
    if (found !== undefined && found.value !== chosen) change(found.value);
  };
  return html`<div class="destination">
    <span class="label" aria-hidden="true">in</span>
    <vscode-dropdown aria-label="File the rule goes to" .value=${chosen} @change=${changed}>
      ${DESTINATIONS.map(({ value, label }) => html`<vscode-option value=${value}>${label}</vscode-option>`)}
    </vscode-dropdown>
    <small>${DESTINATIONS.find(({ value }) => value === chosen)?.hint}</small>
  </div>`;
}
