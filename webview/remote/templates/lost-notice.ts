import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { clock } from '../../shared/format.ts';
import { shown } from '../../shared/templates/text.ts';
import type { Connection } from '../link/status.ts';
import { thumb } from './thumb-button.ts';

/** What is wrong with the connection, since when, and what can be done. */
export function lostNotice(
  connection: Connection,
  actions: { readonly tryAgain: () => void; readonly pairAgain: () => void },
): TemplateResult | typeof nothing {
  if (connection.kind !== 'lost') return nothing;
  const { since, words, code } = connection;
  const unknown = code === 'revoked' || code === 'unknown-device';
  return html`<section class="lost" role="status">
    <p><strong>No connection since ${clock(since)}. Nothing is sent.</strong></p>
    <p>${shown(words)}</p>
    <p class="aside">What you see is as it was then.</p>
    ${
      unknown
        ? thumb({ label: 'Pair again…', press: actions.pairAgain })
        : thumb({ label: 'Try again now', press: actions.tryAgain })
    }
  </section>`;
}
