import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { foreseenWords, modeLabel } from '../../../src/core/display/mode-words.ts';
import type { ModeName } from '../../../src/core/policy/modes.ts';
import type { LeashView } from '../../../src/protocol/leash.ts';
import type { PanelSnapshot } from '../../../src/protocol/panel.ts';
import type { Act } from '../state/intent.ts';

/** The name of the question, among what takes an answer. */
const QUESTION = 'leash-question';

type Fixed = Exclude<ModeName, 'custom'>;

const CHOICES: readonly {
  readonly mode: Fixed;
  readonly name: string;
  readonly tag: string | null;
  readonly words: string;
}[] = [
  {
    mode: 'partial',
    name: modeLabel('partial'),
    tag: 'recommended',
    words:
      'What could do harm waits for you; what can’t goes by; what would be a disaster is denied.',
  },
  {
    mode: 'full',
    name: modeLabel('full'),
    tag: null,
    words: 'Only what would be a disaster waits for you; all else goes by.',
  },
  {
    mode: 'manual',
    name: modeLabel('manual'),
    tag: null,
    words: 'Everything waits for you but what only looks.',
  },
  {
    mode: 'off',
    name: 'Only what Claude Code asks',
    tag: 'off',
    words: 'As it is now: Countersign adds no questions of its own.',
  },
];

/** Whether the person is still to be asked how long the leash is. */
export function asksForLeash({ leash, connection, proposal }: PanelSnapshot): boolean {
  return leash !== null && !leash.isChosen && connection.kind === 'connected' && proposal === null;
}

/** The question that connecting asks, with what each choice would have done. */
export function leashQuestion(
  { foresight }: Pick<LeashView, 'foresight'>,
  busy: boolean,
  act: Act,
): TemplateResult {
  return html`<section
    class="leash-question"
    data-id=${QUESTION}
    tabindex="0"
    aria-labelledby="leash-question"
  >
    <h2 id="leash-question">
      Claude Code decides most calls by itself. Which should wait for you?
    </h2>
    <ul>
      ${CHOICES.map(({ mode, name, tag, words }) => {
        const action = { kind: 'set-mode', mode } as const;
        const choose = (): void =>
          act({ kind: 'host', action, label: 'Setting the mode…', at: QUESTION });
        return html`<li>
          <button
            class="mode-choice ${mode === 'partial' ? 'recommended' : ''}"
            type="button"
            aria-disabled=${busy}
            @click=${choose}
          >
            <span class="name"
              >${name}${tag === null ? nothing : html` <span class="tag">${tag}</span>`}</span
            >
            <span>${words}</span>
            ${foreseen(foresight, mode)}
          </button>
        </li>`;
      })}
    </ul>
    <p class="aside">
      You can change it at any time, for this machine, a folder or a session. Where it takes a line
      in Claude Code’s settings, you see the change first.
    </p>
  </section>`;
}

function foreseen(foresight: LeashView['foresight'], mode: Fixed): TemplateResult | typeof nothing {
  if (foresight === null || foresight.of === 0 || mode === 'off') return nothing;
  return html`<span class="foreseen">${foreseenWords(foresight[mode], foresight.of)}</span>`;
}
