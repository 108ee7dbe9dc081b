import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Finding } from '../../../src/protocol/desk.ts';
import type { Act } from '../state/intent.ts';
import { button } from './buttons.ts';
import { shown } from './text.ts';

const SEVERITY = {
  error: { sign: '✗', word: 'Error' },
  warning: { sign: '!', word: 'Warning' },
  info: { sign: 'i', word: 'Note' },
} as const;

/** What stands between Claude Code and the card, each with what to do. */
export function findings(
  list: readonly Finding[],
  busy: boolean,
  act: Act,
): TemplateResult | typeof nothing {
  if (list.length === 0) return nothing;
  return html`<section class="findings" aria-labelledby="findings-title">
    <h2 id="findings-title">Connection</h2>
    <ul>
      ${list.map((finding) => one(finding, busy, act))}
    </ul>
    ${button({
      label: 'Check again',
      busy,
      press: () => act({ kind: 'host', action: { kind: 'check-again' }, label: 'Checking…' }),
    })}
  </section>`;
}

function one(finding: Finding, busy: boolean, act: Act): TemplateResult {
  const { sign, word } = SEVERITY[finding.severity];
  const { fix } = finding;
  return html`<li class=${finding.severity}>
    <span class="severity" aria-hidden="true">${sign}</span>
    <div>
      <h3><span class="heard">${word}: </span>${shown(finding.title)}</h3>
      <p>${shown(finding.detail)}</p>
      ${finding.file === null ? nothing : html`<p><code>${shown(finding.file)}</code></p>`}
      ${
        fix === null
          ? nothing
          : button({
              label: fix,
              busy,
              press: () =>
                act({
                  kind: 'host',
                  action: { kind: 'mend', finding: finding.id },
                  label: `${fix}…`,
                }),
            })
      }
    </div>
  </li>`;
}
