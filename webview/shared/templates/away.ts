import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';
import type { Act } from '../state/intent.ts';
import { link } from './buttons.ts';
import { shown } from './text.ts';

/** Whether requests go to the person's devices, and the switch for it; nothing where none is paired. */
export function away(
  state: PanelSnapshot['away'],
  busy: boolean,
  act: Act,
): TemplateResult | typeof nothing {
  if (state === null) return nothing;
  const { on, devices, problem } = state;
  const turn = (): void =>
    act({
      kind: 'host',
      action: { kind: 'set-away', on: !on },
      label: on ? 'Turning Away off…' : 'Turning Away on…',
    });
  return html`<section class="away" aria-label="Away">
    <p>
      ${
        on
          ? html`<strong>Away is on.</strong> Requests also go to ${shown(devices.join(', '))}.`
          : html`Away is off: requests stay here.`
      }
      ${link(on ? 'Turn it off' : 'Turn it on', busy, turn)}
    </p>
    ${problem === null ? nothing : html`<p class="trouble" role="status">${shown(problem)}</p>`}
  </section>`;
}
