import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { GrantTerm } from '../../../src/core/grants/grant.ts';
import type { Destination } from '../../../src/core/rules/offers.ts';
import { termOf } from '../state/workbench.ts';
import type { Bench } from './bench.ts';
import { valueOf } from './field.ts';

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

/** How long rules can hold. Those with an end are kept by us, and stand in no file. */
const TERMS: readonly { value: GrantTerm | null; label: string; hint: string }[] = [
  { value: null, label: 'Always', hint: '' },
  { value: 'session', label: 'This session', hint: 'Until this session of Claude Code ends.' },
  { value: 'hour', label: '1 hour', hint: 'Ends by itself after an hour.' },
  {
    value: 'five-times',
    label: '5 times',
    hint: 'For five more calls that match; then you are asked again.',
  },
];

/** For how long the rules hold, and, where that is for always, in which file they stand. */
export function duration(bench: Bench): TemplateResult {
  const { item, mode, change } = bench;
  const term = termOf(item, mode);
  const hint = TERMS.find(({ value }) => value === term)?.hint;
  return html`${mode.behavior === 'allow' && item.state.kind === 'pending' ? terms(bench, term) : nothing}
  ${
    term === null
      ? file(mode.destination, (destination) => change({ ...mode, destination }))
      : html`<p class="aside hint">
          ${hint} Countersign keeps it, for this folder; nothing is written to a settings file.
        </p>`
  }`;
}

function terms({ item, mode, change }: Bench, term: GrantTerm | null): TemplateResult {
  return html`<fieldset class="terms">
    <legend>For how long</legend>
    <div class="segments">
      ${TERMS.map(
        ({ value, label }) =>
          html`<label class="segment">
            <input
              type="radio"
              name="${item.request.id}-term"
              .checked=${live(value === term)}
              @change=${() => change({ ...mode, term: value })}
            />
            <span>${label}</span>
          </label>`,
      )}
    </div>
  </fieldset>`;
}

function file(chosen: Destination, change: (destination: Destination) => void): TemplateResult {
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
