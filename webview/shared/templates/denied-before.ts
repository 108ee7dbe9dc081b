import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Request } from '../../../src/core/request/request.ts';
import { count } from '../format.ts';
import type { Act } from '../state/intent.ts';
import { link } from './buttons.ts';

/** What a person may do about an agent that asks on after its requests were denied. */
export function deniedStrip(
  { id, session }: Request,
  denials: number,
  busy: boolean,
  act: Act,
): TemplateResult {
  const pause = (): void =>
    act({
      kind: 'host',
      action: { kind: 'set-paused', session, on: true },
      label: 'Pausing the agent…',
    });
  return html`<div class="denied-before">
    <p>Denied ${count(denials, 'time')} in this session.</p>
    <div class="links">
      ${link('Pause this agent', busy, pause)}
      ${link('Deny always', busy, () => act({ kind: 'open-always', id, behavior: 'deny' }))}
      ${link('Tell it what to do instead', busy, () => act({ kind: 'open-message', id }))}
    </div>
  </div>`;
}
